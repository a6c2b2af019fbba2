// What people say to a whole batch: pause, resume, cancel, retry. One word each, as in the API and on
// the command line; what is refused in a state is not offered in it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, Pause, Play, RotateCcw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type BatchDetail, batchQuery, type BatchVerb, tellBatch } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { AskReason } from "@/kit/ask_reason";
import { Button } from "@/kit/button";
import { t, type TextKey } from "@/text/t";
import { Retry } from "./retry";
import { waysOf } from "./retry_plan";
import type { RunStore } from "./run_store";

type Offered = { verb: BatchVerb; icon: ReactNode; in: string[] };

const underWay = ["pending", "running", "awaiting_approval", "soaking"];
const offered: Offered[] = [
  { verb: "pause", icon: <Pause size={15} aria-hidden />, in: underWay },
  { verb: "resume", icon: <Play size={15} aria-hidden />, in: ["paused"] },
  { verb: "continue", icon: <Play size={15} aria-hidden />, in: ["halted"] },
  { verb: "cancel", icon: <Ban size={15} aria-hidden />, in: [...underWay, "paused", "halted"] },
];

type ControlProps = { batch: BatchDetail; store: RunStore };

export function Control({ batch, store }: ControlProps) {
  const [asking, setAsking] = useState<Offered | null>(null);
  const [isRetrying, setIsRetrying] = useState(false);
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const telling = useMutation({
    mutationFn: ({ verb, reason }: { verb: BatchVerb; reason: string }) => tellBatch(batch.batch_id, verb, reason),
    onSuccess: () => {
      setAsking(null);
      void queries.invalidateQueries({ queryKey: batchQuery(batch.batch_id).queryKey });
      void queries.invalidateQueries({ queryKey: ["batch-sessions", batch.batch_id] });
    },
  });
  const failed = batch.counts.failed + batch.counts.interrupted;
  const fits = offered.filter((one) => one.in.includes(batch.status));
  if (!mayWrite) return null;
  return (
    <>
      {waysOf(batch.status, failed).length > 0 && (
        <Button icon={<RotateCcw size={15} aria-hidden />} onClick={() => setIsRetrying(true)}>
          {t("run.retry")}
        </Button>
      )}
      {fits.map((one) => (
        <Button
          key={one.verb}
          icon={one.icon}
          look={one.verb === "cancel" ? "danger" : "secondary"}
          onClick={() => {
            telling.reset();
            setAsking(one);
          }}
        >
          {t(`run.${one.verb}` as TextKey)}
        </Button>
      ))}
      {isRetrying && <Retry batch={batch} store={store} onClose={() => setIsRetrying(false)} />}
      {asking && (
        <AskReason
          title={t(`run.${asking.verb}_title` as TextKey)}
          description={t(`run.${asking.verb}_text` as TextKey, { n: batch.counts.under_way })}
          action={t(`run.${asking.verb}` as TextKey)}
          look={asking.verb === "cancel" ? "danger" : "primary"}
          busy={telling.isPending}
          problem={telling.isError ? messageOf(telling.error) : undefined}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => telling.mutate({ verb: asking.verb, reason })}
        />
      )}
    </>
  );
}
