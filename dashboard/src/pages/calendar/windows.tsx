// Windows: outside of them nothing of their scope starts.
import { useQuery } from "@tanstack/react-query";
import { DoorOpen } from "lucide-react";
import { useState } from "react";
import { cronPreviewQuery } from "@/api/schedules";
import { deleteWindow, saveWindow, type Window, windowsQuery } from "@/api/windows";
import { Badge } from "@/kit/badge";
import { Field, Input } from "@/kit/field";
import { Instant } from "@/kit/instant";
import { useSettled } from "@/kit/settled";
import type { Column } from "@/kit/table";
import { t } from "@/text/t";
import { duration, viewerZone } from "@/text/time";
import { Firings } from "../schedules/firings";
import { Zone } from "../schedules/zone";
import { RuleForm } from "./rule_form";
import { type FormProps, nameColumn, RuleList } from "./rule_list";
import { ScopeFields, scopeOf, scopeText } from "./scope";

const minute = 60_000;

const columns: Column<Window>[] = [
  nameColumn((one) => `${one.cron_words}, ${one.timezone}, ${duration(one.length_minutes * minute)}`),
  { key: "scope", head: t("scope.label"), cell: (one) => scopeText(one.scope) },
  {
    key: "state",
    head: t("run.column_state"),
    cell: (one) => (one.is_open ? <Badge tone="ok">{t("windows.open")}</Badge> : <Badge>{t("windows.closed")}</Badge>),
  },
  {
    key: "next",
    head: t("windows.next"),
    secondary: true,
    cell: (one) => {
      const at = one.is_open ? one.closes_at : one.opens_at;
      return at === null ? t("windows.never") : <Instant at={at} zone={one.timezone} />;
    },
  },
];

export function Windows() {
  return (
    <RuleList
      kind="windows"
      query={useQuery(windowsQuery)}
      icon={<DoorOpen size={26} aria-hidden />}
      columns={columns}
      remove={deleteWindow}
      Form={WindowForm}
    />
  );
}

function WindowForm({ rule: window, onClose }: FormProps<Window>) {
  const [cron, setCron] = useState(window?.cron_expression ?? "0 22 * * MON-FRI");
  const [zone, setZone] = useState(window?.timezone ?? viewerZone);
  const [hours, setHours] = useState(String((window?.length_minutes ?? 480) / 60));
  const [scope, setScope] = useState(scopeOf(window));
  const preview = useQuery({ ...cronPreviewQuery(useSettled(cron.trim()), zone), enabled: cron.trim() !== "" });
  return (
    <RuleForm
      kind="windows"
      rule={window}
      onClose={onClose}
      save={(name) =>
        saveWindow(window, {
          name, scope, cron_expression: cron.trim(), timezone: zone, length_minutes: Math.round(Number(hours) * 60),
        })
      }
    >
      <ScopeFields scope={scope} label={window?.scope.label ?? ""} onChange={setScope} />
      <Field label={t("windows.opens")} hint={t("schedule.cron_hint")}>
        <Input className="font-mono" required value={cron} onChange={(event) => setCron(event.target.value)} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Zone value={zone} onChange={setZone} />
        <Field label={t("windows.hours")}>
          <Input type="number" min={0.25} max={168} step={0.25} required value={hours} onChange={(event) => setHours(event.target.value)} />
        </Field>
      </div>
      {preview.data?.is_valid && <Firings words={preview.data.words} instants={preview.data.firings.map((one) => one.at)} zone={zone} />}
    </RuleForm>
  );
}
