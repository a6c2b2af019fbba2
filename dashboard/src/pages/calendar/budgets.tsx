// Disruption budgets: how many hosts may be out at once, over all runs.
import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";
import { useState } from "react";
import { serverCountsQuery } from "@/api/servers";
import { type Budget, budgetsQuery, deleteBudget, saveBudget } from "@/api/windows";
import { Badge } from "@/kit/badge";
import { Field, Input, Select } from "@/kit/field";
import type { Column } from "@/kit/table";
import { number, t } from "@/text/t";
import { HostsOut } from "./hosts_out";
import { RuleForm } from "./rule_form";
import { type FormProps, nameColumn, RuleList } from "./rule_list";

const columns: Column<Budget>[] = [
  nameColumn((one) => one.words),
  { key: "matching", head: t("budgets.matching"), className: "text-right", secondary: true, cell: (one) => number(one.matching) },
  {
    key: "out",
    head: t("budgets.out"),
    className: "text-right",
    cell: (one) => (
      <Badge tone={one.out >= one.allowed ? "waiting" : "ok"}>{t("budgets.out_of", { out: number(one.out), allowed: number(one.allowed) })}</Badge>
    ),
  },
];

export function Budgets() {
  const budgets = useQuery(budgetsQuery);
  return (
    <div className="flex flex-col gap-5">
      <RuleList
        kind="budgets"
        query={budgets}
        icon={<Gauge size={26} aria-hidden />}
        columns={columns}
        remove={deleteBudget}
        Form={BudgetForm}
      />
      <HostsOut />
    </div>
  );
}

type Simple = { by: "role" | "site" | "tag" | "all"; value: string };

/// A selector of one word, which the form can show; others are written by the API and kept.
function simpleOf(selector: unknown): Simple | null {
  const { by, value = "" } = (selector ?? {}) as { by?: string; value?: string };
  return by === "role" || by === "site" || by === "tag" || by === "all" ? { by, value } : null;
}

function BudgetForm({ rule: budget, onClose }: FormProps<Budget>) {
  const [selector, setSelector] = useState<Simple | null>(budget ? simpleOf(budget.selector) : { by: "role", value: "" });
  const [unit, setUnit] = useState<"hosts" | "percent">(budget?.max_percent ? "percent" : "hosts");
  const [max, setMax] = useState(String(budget?.max_percent ?? budget?.max_hosts ?? 1));
  const counts = useQuery(serverCountsQuery).data;
  const values = selector && selector.by !== "all" ? (counts?.[selector.by] ?? []).filter((one) => one.value) : [];
  const chosen = selector?.by === "all" ? { by: "all" } : selector;
  return (
    <RuleForm
      kind="budgets"
      rule={budget}
      onClose={onClose}
      save={(name) =>
        saveBudget(budget, {
          name,
          selector: (chosen ?? budget?.selector ?? {}) as Record<string, never>,
          ...(unit === "hosts" ? { max_hosts: Number(max) } : { max_percent: Number(max) }),
        })
      }
    >
      {selector ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("scope.label")}>
            <Select value={selector.by} onChange={(event) => setSelector({ by: event.target.value as Simple["by"], value: "" })}>
              {(["role", "site", "tag", "all"] as const).map((by) => (
                <option key={by} value={by}>
                  {t(`budgets.by_${by}`)}
                </option>
              ))}
            </Select>
          </Field>
          {selector.by !== "all" && (
            <Field label={t("scope.which")}>
              <Select required value={selector.value} onChange={(event) => setSelector({ ...selector, value: event.target.value })}>
                <option value="">{t("scope.choose")}</option>
                {values.map(({ value, count }) => (
                  <option key={value} value={value}>
                    {value} ({count})
                  </option>
                ))}
              </Select>
            </Field>
          )}
        </div>
      ) : (
        <p className="text-muted">{budget?.words}</p>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("budgets.max")}>
          <Input type="number" min={1} max={unit === "percent" ? 100 : 100_000} required value={max} onChange={(event) => setMax(event.target.value)} />
        </Field>
        <Field label={t("budgets.unit")}>
          <Select value={unit} onChange={(event) => setUnit(event.target.value as typeof unit)}>
            <option value="hosts">{t("budgets.unit_hosts")}</option>
            <option value="percent">{t("budgets.unit_percent")}</option>
          </Select>
        </Field>
      </div>
    </RuleForm>
  );
}
