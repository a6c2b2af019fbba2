// The maintenance flows that schedules and launches begin from.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FlowHead, libraryQuery } from "@/api/flows";
import { Empty, Failed, Lines } from "@/kit/answer";
import { Badge, RiskBadge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Card } from "@/kit/page";
import { type Column, Table } from "@/kit/table";
import { number, t } from "@/text/t";

const columns: Column<FlowHead>[] = [
  {
    key: "name",
    head: t("library.column_name"),
    className: "w-full",
    cell: (flow) => (
      <div className="flex flex-wrap items-center gap-x-2">
        <Link to="/flows/$flowId/maintenance" params={{ flowId: flow.id }} className="font-medium break-words hover:underline">
          {flow.name}
        </Link>
        {flow.is_builtin && <Badge>{t("library.builtin")}</Badge>}
      </div>
    ),
  },
  { key: "risk", head: t("library.column_risk"), cell: (flow) => <RiskBadge risk={flow.risk_level} /> },
  { key: "strategy", head: t("flow.strategy"), secondary: true, cell: (flow) => t(`strategy.${flow.strategy}`) },
  {
    key: "steps",
    head: t("library.column_steps"),
    className: "text-right",
    secondary: true,
    cell: (flow) => number(flow.step_count),
  },
];

export function Plans() {
  const flows = useInfiniteQuery(libraryQuery({ type: "maintenance" }));
  if (flows.isPending) return <Lines />;
  if (flows.isError && !flows.data) return <Failed error={flows.error} onRetry={() => void flows.refetch()} />;
  const rows = flows.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return <Empty title={t("library.empty_maintenance")} text={t("library.text_maintenance")} />;
  return (
    <div className="flex flex-col gap-4">
      <Card flush>
        <Table label={t("maintenances.plan")} columns={columns} rows={rows} rowKey={(flow) => flow.id} />
      </Card>
      {flows.hasNextPage && (
        <Button className="self-start" onClick={() => void flows.fetchNextPage()} busy={flows.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
