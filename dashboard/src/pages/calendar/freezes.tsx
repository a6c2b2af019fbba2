// Freezes: between two instants nothing of their scope starts.
import { useQuery } from "@tanstack/react-query";
import { CalendarOff } from "lucide-react";
import { useState } from "react";
import { deleteFreeze, type Freeze, freezesQuery, saveFreeze } from "@/api/windows";
import { Badge } from "@/kit/badge";
import { Field, Input, Textarea } from "@/kit/field";
import { Instant } from "@/kit/instant";
import type { Column } from "@/kit/table";
import { t } from "@/text/t";
import { viewerZone } from "@/text/time";
import { localTime } from "../schedules/local_time";
import { RuleForm } from "./rule_form";
import { type FormProps, nameColumn, RuleList } from "./rule_list";
import { ScopeFields, scopeOf, scopeText } from "./scope";

const columns: Column<Freeze>[] = [
  nameColumn((one) => one.reason),
  { key: "scope", head: t("scope.label"), cell: (one) => scopeText(one.scope) },
  {
    key: "state",
    head: t("run.column_state"),
    cell: (one) => (one.holds_now ? <Badge tone="running">{t("freezes.holds")}</Badge> : null),
  },
  { key: "from", head: t("freezes.from"), cell: (one) => <Instant at={one.begins_at} /> },
  { key: "to", head: t("freezes.to"), cell: (one) => <Instant at={one.ends_at} /> },
];

export function Freezes() {
  return (
    <RuleList
      kind="freezes"
      query={useQuery(freezesQuery)}
      icon={<CalendarOff size={26} aria-hidden />}
      columns={columns}
      remove={deleteFreeze}
      Form={FreezeForm}
    />
  );
}

function FreezeForm({ rule: freeze, onClose }: FormProps<Freeze>) {
  const [reason, setReason] = useState(freeze?.reason ?? "");
  const [from, setFrom] = useState(freeze ? localTime(freeze.begins_at) : "");
  const [to, setTo] = useState(freeze ? localTime(freeze.ends_at) : "");
  const [scope, setScope] = useState(scopeOf(freeze));
  return (
    <RuleForm
      kind="freezes"
      rule={freeze}
      onClose={onClose}
      save={(name) => saveFreeze(freeze, { name, reason: reason.trim(), scope, begins_at: Date.parse(from), ends_at: Date.parse(to) })}
    >
      <Field label={t("reason.label")}>
        <Textarea rows={2} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <ScopeFields scope={scope} label={freeze?.scope.label ?? ""} onChange={setScope} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("freezes.from")} hint={t("schedule.start_hint", { zone: viewerZone })}>
          <Input type="datetime-local" required value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label={t("freezes.to")}>
          <Input type="datetime-local" required value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
      </div>
    </RuleForm>
  );
}
