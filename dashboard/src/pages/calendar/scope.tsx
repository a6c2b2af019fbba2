// Whom a window or a freeze is for: everybody, a site, a role, a schedule or one server.
import { useQuery } from "@tanstack/react-query";
import { schedulesQuery } from "@/api/schedules";
import { serverCountsQuery } from "@/api/servers";
import type { RuleScope, RuleScopeInput } from "@/api/windows";
import { Field, Select } from "@/kit/field";
import { t } from "@/text/t";

export type Scope = Required<Pick<RuleScopeInput, "kind" | "value">>;
export const wholeTeam: Scope = { kind: "team", value: "" };

/// As a form changes it: without its label.
export const scopeOf = (rule: { scope: RuleScope } | null): Scope => (rule ? { kind: rule.scope.kind, value: rule.scope.value } : wholeTeam);

const kinds: NonNullable<Scope["kind"]>[] = ["team", "site", "role", "schedule"];

export function scopeText(scope: RuleScope): string {
  return scope.kind === "team" ? t("scope.team") : `${t(`scope.${scope.kind}`)} ${scope.label || scope.value}`;
}

type ScopeFieldsProps = { scope: Scope; label?: string; problem?: string | undefined; onChange: (scope: Scope) => void };

export function ScopeFields({ scope, label, problem, onChange }: ScopeFieldsProps) {
  const counts = useQuery(serverCountsQuery).data;
  const schedules = useQuery(schedulesQuery({})).data?.items ?? [];
  const found: Record<string, { value: string; name: string }[]> = {
    site: (counts?.site ?? []).filter((one) => one.value).map((one) => ({ value: one.value, name: one.value })),
    role: (counts?.role ?? []).filter((one) => one.value).map((one) => ({ value: one.value, name: one.value })),
    schedule: schedules.map((one) => ({ value: one.id, name: `${one.name}, ${one.cron_words || one.timezone}` })),
    server: [{ value: scope.value ?? "", name: label ?? scope.value ?? "" }],
  };
  const choices = found[scope.kind ?? "team"];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t("scope.label")} problem={problem}>
        <Select value={scope.kind} onChange={(event) => onChange({ kind: event.target.value as Scope["kind"], value: "" })}>
          {[...kinds, ...(scope.kind === "server" ? (["server"] as const) : [])].map((kind) => (
            <option key={kind} value={kind}>
              {t(`scope.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      {choices && (
        <Field label={t("scope.which")}>
          <Select value={scope.value} onChange={(event) => onChange({ ...scope, value: event.target.value })}>
            <option value="">{t("scope.choose")}</option>
            {choices.map((one) => (
              <option key={one.value} value={one.value}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </div>
  );
}
