// The run turned round: for each step, how many hosts are at it and in which state.
import type { BatchDetail } from "@/api/batches";
import { Card } from "@/kit/page";
import { countOf } from "@/kit/states";
import { type Column, Table } from "@/kit/table";
import { t } from "@/text/t";
import { StepIcon, stepTypeName } from "../flow/steps";
import { hostStates, type RunStore } from "./run_store";

type StepRow = { index: number; title: string; type: string; at: Map<string, number> };

function rowsOf(batch: BatchDetail, store: RunStore): StepRow[] {
  const rows = batch.steps.map((step, index) => ({ index, title: step.title, type: step.type, at: new Map<string, number>() }));
  for (let host = 0; host < store.size; host++) {
    const state = store.stateAt(host);
    if (state === "pending" || state === "completed") continue;
    const row = rows[store.steps[host] ?? -1];
    row?.at.set(state, (row.at.get(state) ?? 0) + 1);
  }
  return rows;
}

const columns: Column<StepRow>[] = [
  { key: "number", head: "#", className: "text-right text-muted", cell: (row) => row.index + 1 },
  {
    key: "title",
    head: t("run.column_step"),
    className: "w-full",
    cell: (row) => (
      <span className="flex items-center gap-2">
        <StepIcon type={row.type} />
        <span className="font-medium break-words">{row.title}</span>
        <span className="text-sm text-muted">{stepTypeName(row.type)}</span>
      </span>
    ),
  },
  {
    key: "hosts",
    head: t("run.hosts_at"),
    cell: (row) => (
      <span className="whitespace-nowrap">
        {hostStates
          .filter((state) => row.at.has(state))
          .map((state) => countOf(state, row.at.get(state) ?? 0))
          .join(", ")}
      </span>
    ),
  },
];

export function StepsTable({ batch, store }: { batch: BatchDetail; store: RunStore }) {
  return (
    <Card flush>
      <Table label={t("run.tab_steps")} columns={columns} rows={rowsOf(batch, store)} rowKey={(row) => String(row.index)} />
    </Card>
  );
}
