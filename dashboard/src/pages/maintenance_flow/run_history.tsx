// What was launched of this flow, newest first, each batch with what became of its sessions.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { History } from "lucide-react";
import type { ReactNode } from "react";
import { type Batch, type BatchFilter, batchesQuery } from "@/api/batches";
import type { Flow } from "@/api/flows";
import { Answer, Empty } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { CountsBar, rollup, State } from "@/kit/states";
import { t } from "@/text/t";

type RunHistoryProps = { flow: Flow; onLaunch: (() => void) | undefined };

export function RunHistory({ flow, onLaunch }: RunHistoryProps) {
  return (
    <Runs
      of={{ tree_id: flow.id }}
      flowId={flow.id}
      none={
        <div className="p-4">
          <Empty icon={<History size={26} aria-hidden />} title={t("history.empty")} text={t("history.empty_text")}>
            {onLaunch && <Button onClick={onLaunch}>{t("launch.open")}</Button>}
          </Empty>
        </div>
      }
    />
  );
}

type RunsProps = { of: BatchFilter; flowId: string; none: ReactNode };

/// The batches of a flow or of one of its schedules.
export function Runs({ of, flowId, none }: RunsProps) {
  const batches = useQuery(batchesQuery(of));
  return (
    <Card title={t("history.title")} flush>
      <Answer query={batches}>
        {(page) =>
          page.items.length > 0 ? (
            <ul>
              {page.items.map((batch) => (
                <HistoryRow key={batch.batch_id} flowId={flowId} batch={batch} />
              ))}
            </ul>
          ) : (
            none
          )
        }
      </Answer>
    </Card>
  );
}

/// `name`: of the flow, where batches of several are listed.
export function HistoryRow({ flowId, batch, name }: { flowId: string; batch: Batch; name?: string }) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0 hover:bg-sunken">
      <Link
        to={`/flows/${flowId}/batches/${batch.batch_id}` as string}
        className="font-medium before:absolute before:inset-0"
      >
        {name ?? rollup(batch.counts)}
        {name && <span className="block text-sm font-normal">{rollup(batch.counts)}</span>}
      </Link>
      <State state={batch.status} className="min-w-48 justify-end" />
      <CountsBar counts={batch.counts} className="max-w-96" />
      <span className="text-right text-sm text-muted">
        <Ago at={batch.created_at} />
        {batch.launched_by && ` · ${batch.launched_by.name}`}
      </span>
    </li>
  );
}
