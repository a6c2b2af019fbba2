// One line on how the whole run stands, and why it stopped where it did.
import type { BatchDetail } from "@/api/batches";
import { number, t } from "@/text/t";
import { duration } from "@/text/time";
import { useNow } from "@/kit/instant";
import { countOf } from "@/kit/states";
import { hostStates, type RunStore } from "./run_store";

export function Summary({ batch, store }: { batch: BatchDetail; store: RunStore }) {
  const now = useNow(1_000);
  const counts = store.counts();
  const parts = hostStates
    .filter((state) => state !== "pending" && state !== "completed" && counts[state] > 0)
    .map((state) => countOf(state, counts[state]));
  const elapsed = duration((batch.ended_at ?? now) - batch.created_at);
  const isToldBelow = batch.status === "failed" && counts.failed + counts.interrupted > 0; // by the summary of its end
  return (
    <div className="flex flex-col gap-2">
      <p className="text-lg" role="status">
        <strong className="font-semibold">
          {t("rollup.complete", { done: number(counts.completed), all: number(store.size) })}
        </strong>
        {parts.length > 0 && <span className="text-muted"> · {parts.join(" · ")}</span>}
        <span className="text-muted"> · {elapsed}</span>
      </p>
      {batch.reason && !isToldBelow && (
        <p className="rounded-control border border-line bg-sunken px-3 py-2 break-words">{batch.reason}</p>
      )}
    </div>
  );
}
