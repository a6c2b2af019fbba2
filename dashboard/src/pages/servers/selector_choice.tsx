// Servers chosen by what they are: conditions, and which servers meet them now.
import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { type Selector as Sent, selectedServersQuery, serverCountsQuery } from "@/api/servers";
import { targetListsQuery } from "@/api/target_lists";
import { conditionKinds, freshOf, isComplete, isCompound, kindOf, partsOf, plainCondition, type Selector } from "@/flow_text/selector";
import { isMapping, type Value } from "@/flow_text/value";
import { Button, IconButton } from "@/kit/button";
import { Input, Select } from "@/kit/field";
import { Names } from "@/kit/names";
import { Refusal } from "@/kit/refusal";
import { useSettled } from "@/kit/settled";
import { t, type TextKey } from "@/text/t";

type ChoiceProps = {
  value: Selector;
  onChange: (value: Selector) => void;
  own: unknown; // the plan's own
};

/// What a request takes; null while a condition lacks its value.
export const sentOf = (value: Selector): Sent | null => (isComplete(value) ? (value as unknown as Sent) : null);

/// What a choice begins with: what the plan itself is meant for.
export const firstSelector = (own: unknown): Selector => (isMapping(own) ? own as Selector : plainCondition());

export function SelectorChoice({ value, onChange, own }: ChoiceProps) {
  const isOwn = isMapping(own) && JSON.stringify(own) === JSON.stringify(value);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-medium">{t("selector.label")}</legend>
      <Condition value={value} onChange={onChange} label={t("selector.label")} />
      {isOwn && <p className="text-sm text-muted">{t("selector.is_own")}</p>}
      {isMapping(own) && !isOwn && (
        <Button look="ghost" className="-ml-2 self-start" onClick={() => onChange(firstSelector(own))}>
          {t("selector.take_own")}
        </Button>
      )}
      <Matching selector={value} />
    </fieldset>
  );
}

type ConditionProps = { value: Value; onChange: (value: Selector) => void; label: string };

function Condition({ value, onChange, label }: ConditionProps) {
  const kind = kindOf(value);
  const needsValue = kind !== "" && kind !== "all" && !isCompound(kind);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <div className="flex flex-wrap items-start gap-1.5 *:min-w-36 *:flex-1">
        <Select aria-label={label} value={kind} onChange={(event) => onChange(freshOf(event.target.value, value))}>
          {conditionKinds.map((one) => (
            <option key={one} value={one}>
              {wordOf(one)}
            </option>
          ))}
        </Select>
        {needsValue && isMapping(value) && (
          <Looked kind={kind} value={String(value.value ?? "")} onChange={(text) => onChange({ by: kind, value: text })} />
        )}
      </div>
      {isCompound(kind) && <Parts kind={kind} parts={partsOf(value)} onChange={onChange} />}
    </div>
  );
}

const wordOf = (kind: string) => t(`form.value.selector.${kind}` as TextKey);

type LookedProps = { kind: string; value: string; onChange: (value: string) => void };

/// What a condition looks for: one of what servers have, or a name.
function Looked({ kind, value, onChange }: LookedProps) {
  const counts = useQuery(serverCountsQuery).data;
  const lists = useQuery({ ...targetListsQuery(), enabled: kind === "list" }).data;
  const label = t("form.value_of", { name: wordOf(kind) });
  if (kind === "name") {
    return <Input aria-label={label} spellCheck={false} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />;
  }
  const found =
    kind === "list"
      ? (lists?.items ?? []).map((list) => ({ value: list.name, count: list.target_count }))
      : (counts?.[kind as "role" | "tag" | "site" | "os_family"] ?? []).filter((one) => one.value !== "");
  const isKnown = value === "" || found.some((one) => one.value === value);
  return (
    <Select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t("scope.choose")}</option>
      {!isKnown && <option value={value}>{value}</option>}
      {found.map((one) => (
        <option key={one.value} value={one.value}>
          {one.value} ({one.count})
        </option>
      ))}
    </Select>
  );
}

type PartsProps = { kind: string; parts: Value[]; onChange: (value: Selector) => void };

function Parts({ kind, parts, onChange }: PartsProps) {
  const set = (changed: Value[]) => onChange(kind === "not" ? { not: changed[0] ?? null } : { [kind]: changed });
  return (
    <div className="flex flex-col gap-1.5 border-l-2 border-line pl-3">
      {parts.map((part, index) => (
        <div key={index} className="flex items-start gap-1">
          <Condition value={part} label={t("form.condition")} onChange={(changed) => set(parts.with(index, changed))} />
          {parts.length > 1 && (
            <IconButton label={t("form.remove")} onClick={() => set(parts.toSpliced(index, 1))}>
              <X size={15} aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {kind !== "not" && (
        <Button look="ghost" className="-ml-2 self-start" icon={<Plus size={15} aria-hidden />} onClick={() => set([...parts, plainCondition()])}>
          {t("form.add_condition")}
        </Button>
      )}
    </div>
  );
}

const shownMax = 50;

function Matching({ selector }: { selector: Selector }) {
  const settled = useSettled(JSON.stringify(sentOf(selector)));
  const asked = JSON.parse(settled) as Sent | null;
  const query = useQuery({ ...selectedServersQuery(asked ?? {}), enabled: asked !== null });
  if (!isComplete(selector)) return <p className="text-muted">{t("selector.incomplete")}</p>;
  if (query.isError) return <Refusal error={query.error} />;
  const found = query.data;
  if (!found) return <p className="text-muted">{t("answer.loading")}</p>;
  return (
    <div role="group" aria-label={t("selector.matching")} className="rounded-control bg-sunken px-3 py-2">
      <p role="status">
        <strong className="font-semibold">{t("selector.count", { n: found.total })}</strong>{" "}
        <span className="text-muted">{found.words}</span>
      </p>
      {found.names.length > 0 && (
        <p className="text-sm">
          <Names of={found.names} max={shownMax} />
        </p>
      )}
      <Told text={t("selector.no_servers")} names={found.labels_without_server} />
      <Told text={t("selector.vanished")} names={found.vanished} />
    </div>
  );
}

function Told({ text, names }: { text: string; names: string[] }) {
  if (names.length === 0) return null;
  return (
    <p className="text-sm text-muted">
      {text} <Names of={names} max={shownMax} />
    </p>
  );
}
