// Batches for pages that list them: those in some states all at once, or the history page by page.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { type Batch, batchesInQuery, batchPagesQuery } from "@/api/batches";
import { Answer, Failed, Lines } from "@/kit/answer";
import { Button } from "@/kit/button";
import { t } from "@/text/t";

export const underWay: Batch["status"][] = ["running", "awaiting_approval", "soaking", "halted", "paused"];
export const prepared: Batch["status"][] = ["pending_approval", "pending"];
export const ended: Batch["status"][] = ["completed", "failed", "cancelled"];

type ListProps = { none: ReactNode; children: (batches: Batch[]) => ReactNode };

export function BatchesIn({ statuses, none, children }: ListProps & { statuses: Batch["status"][] }) {
  const batches = useQuery(batchesInQuery(statuses));
  return <Answer query={batches}>{(items) => (items.length > 0 ? children(items) : none)}</Answer>;
}

/// `statuses`: of those that have been read so far; all without them.
export function BatchHistory({ statuses, none, children }: ListProps & { statuses?: Batch["status"][] }) {
  const batches = useInfiniteQuery(batchPagesQuery);
  if (batches.isPending) return <Lines />;
  if (batches.isError && !batches.data) return <Failed error={batches.error} onRetry={() => void batches.refetch()} />;
  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  const rows = statuses ? items.filter((one) => statuses.includes(one.status)) : items;
  return (
    <div className="flex flex-col gap-4">
      {rows.length > 0 ? children(rows) : none}
      {batches.hasNextPage && (
        <Button className="self-start" onClick={() => void batches.fetchNextPage()} busy={batches.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}
