// Disruption budgets: how many hosts may be out at once, over all runs; and those that are out.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Gauge } from "lucide-react";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { serverCountsQuery } from "@/api/servers";
import { useMayWrite } from "@/api/session";
import { type Budget, budgetsQuery, deleteBudget, type HostOut, hostsOutQuery, saveBudget, takeHostBack } from "@/api/windows";
import { Answer } from "@/kit/answer";
import { AskReason } from "@/kit/ask_reason";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Field, Input, Select } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { type Column, Table } from "@/kit/table";
import { number, t } from "@/text/t";
import { RuleForm } from "./rule_form";
import { RuleList } from "./rule_list";

const columns: Column<Budget>[] = [
  {
    key: "name",
    head: t("lists.column_name"),
    className: "w-full",
    cell: (one) => (
      <div className="py-1">
        <span className="font-medium break-words">{one.name}</span>
        <p className="text-sm text-muted break-words">{one.words}</p>
      </div>
    ),
  },
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
        query={budgets}
        title={t("calendar.budgets")}
        add={t("budgets.new")}
        none={t("budgets.none")}
        noneText={t("budgets.none_text")}
        icon={<Gauge size={26} aria-hidden />}
        columns={columns}
        remove={deleteBudget}
        form={(budget, onClose) => <BudgetForm budget={budget} onClose={onClose} />}
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

function BudgetForm({ budget, onClose }: { budget: Budget | null; onClose: () => void }) {
  const [name, setName] = useState(budget?.name ?? "");
  const [selector, setSelector] = useState<Simple | null>(budget ? simpleOf(budget.selector) : { by: "role", value: "" });
  const [unit, setUnit] = useState<"hosts" | "percent">(budget?.max_percent ? "percent" : "hosts");
  const [max, setMax] = useState(String(budget?.max_percent ?? budget?.max_hosts ?? 1));
  const counts = useQuery(serverCountsQuery).data;
  const values = selector && selector.by !== "all" ? (counts?.[selector.by] ?? []).filter((one) => one.value) : [];
  const chosen = selector?.by === "all" ? { by: "all" } : selector;
  return (
    <RuleForm
      title={budget ? budget.name : t("budgets.new")}
      text={t("budgets.form_text")}
      onClose={onClose}
      save={() =>
        saveBudget(budget, {
          name: name.trim(),
          selector: (chosen ?? budget?.selector ?? {}) as Record<string, never>,
          ...(unit === "hosts" ? { max_hosts: Number(max) } : { max_percent: Number(max) }),
        })
      }
    >
      <Field label={t("lists.column_name")}>
        <Input autoFocus required maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
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

function HostsOut() {
  const [asking, setAsking] = useState<HostOut | null>(null);
  const hosts = useQuery(hostsOutQuery);
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: ({ host, reason }: { host: string; reason: string }) => takeHostBack(host, reason),
    onSuccess: () => {
      setAsking(null);
      void queries.invalidateQueries({ queryKey: budgetsQuery.queryKey });
    },
  });
  const hostColumns: Column<HostOut>[] = [
    {
      key: "host",
      head: t("run.column_host"),
      className: "w-full",
      cell: (one) => (
        <>
          <Link to="/sessions/$sessionId" params={{ sessionId: one.session_id }} className="font-medium break-words hover:underline">
            {one.target_label}
          </Link>{" "}
          <code className="text-sm text-muted break-all">{one.host}</code>
        </>
      ),
    },
    {
      key: "since",
      head: t("run.column_state"),
      cell: (one) => (one.since === null ? t("budgets.works") : <span>{t("budgets.changed")} <Ago at={one.since} /></span>),
    },
    {
      key: "acts",
      head: <span className="sr-only">{t("list.actions")}</span>,
      cell: (one) => mayWrite && !one.under_way && <Button onClick={() => (taking.reset(), setAsking(one))}>{t("budgets.back")}</Button>,
    },
  ];
  return (
    <Card title={t("budgets.hosts_out")} flush>
      <Answer query={hosts}>
        {({ items }) =>
          items.length > 0 ? (
            <Table label={t("budgets.hosts_out")} columns={hostColumns} rows={items} rowKey={(one) => one.host} />
          ) : (
            <p className="p-4 text-muted">{t("budgets.none_out")}</p>
          )
        }
      </Answer>
      {asking && (
        <AskReason
          title={t("budgets.back_title", { name: asking.target_label })}
          description={t("budgets.back_text")}
          action={t("budgets.back")}
          required
          busy={taking.isPending}
          problem={taking.isError ? messageOf(taking.error) : undefined}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => taking.mutate({ host: asking.host, reason })}
        />
      )}
    </Card>
  );
}
