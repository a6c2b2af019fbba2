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
import { RuleList } from "./rule_list";
import { type Scope, ScopeFields, scopeText, wholeTeam } from "./scope";

const columns: Column<Freeze>[] = [
  {
    key: "name",
    head: t("lists.column_name"),
    className: "w-full",
    cell: (one) => (
      <div className="py-1">
        <span className="font-medium break-words">{one.name}</span>
        <p className="text-sm text-muted break-words">{one.reason}</p>
      </div>
    ),
  },
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
      query={useQuery(freezesQuery)}
      title={t("calendar.freezes")}
      add={t("freezes.new")}
      none={t("freezes.none")}
      noneText={t("freezes.none_text")}
      icon={<CalendarOff size={26} aria-hidden />}
      columns={columns}
      remove={deleteFreeze}
      form={(freeze, onClose) => <FreezeForm freeze={freeze} onClose={onClose} />}
    />
  );
}

function FreezeForm({ freeze, onClose }: { freeze: Freeze | null; onClose: () => void }) {
  const [name, setName] = useState(freeze?.name ?? "");
  const [reason, setReason] = useState(freeze?.reason ?? "");
  const [from, setFrom] = useState(freeze ? localTime(freeze.begins_at) : "");
  const [to, setTo] = useState(freeze ? localTime(freeze.ends_at) : "");
  const [scope, setScope] = useState<Scope>(freeze ? { kind: freeze.scope.kind, value: freeze.scope.value } : wholeTeam);
  return (
    <RuleForm
      title={freeze ? freeze.name : t("freezes.new")}
      text={t("freezes.form_text")}
      onClose={onClose}
      save={() => saveFreeze(freeze, { name: name.trim(), reason: reason.trim(), scope, begins_at: Date.parse(from), ends_at: Date.parse(to) })}
    >
      <Field label={t("lists.column_name")}>
        <Input autoFocus required maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
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
