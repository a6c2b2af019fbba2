// Hosts that are out of service to all budgets: a session works there, or changed them and did not end well.
// Somebody who knows better takes one back.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { budgetsQuery, type HostOut, hostsOutQuery, takeHostBack } from "@/api/windows";
import { Answer } from "@/kit/answer";
import { AskReason } from "@/kit/ask_reason";
import { Button } from "@/kit/button";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { actsColumn, type Column, Table } from "@/kit/table";
import { t } from "@/text/t";

export function HostsOut() {
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
          <Link to="/sessions/$sessionId" params={{ sessionId: one.session_id }} className="inline-block max-w-full font-medium break-words hover:underline">
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
    actsColumn((one) => mayWrite && !one.under_way && <Button onClick={() => (taking.reset(), setAsking(one))}>{t("budgets.back")}</Button>),
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
