// What people say to a whole batch: pause, resume, retry, cancel. One word each, as in the API and on
// the command line; what is refused in a state is not offered in it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ban, Pause, Play, RotateCcw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { type BatchDetail, batchQuery, type BatchVerb, tellBatch, tellSession } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { AskReason } from "@/kit/ask_reason";
import { Button } from "@/kit/button";
import { t, type TextKey } from "@/text/t";
import type { RunStore } from "./run_store";

/// `retry` is said to each session that failed.
type Verb = BatchVerb | "retry";
type Offered = { verb: Verb; icon: ReactNode; in: string[]; reasonNeeded?: boolean };

const underWay = ["pending", "running", "awaiting_approval", "soaking"];
const offered: Offered[] = [
  { verb: "pause", icon: <Pause size={15} aria-hidden />, in: underWay },
  { verb: "resume", icon: <Play size={15} aria-hidden />, in: ["paused"] },
  { verb: "continue", icon: <Play size={15} aria-hidden />, in: ["halted"] },
  { verb: "retry", icon: <RotateCcw size={15} aria-hidden />, in: ["halted", "failed", "paused"], reasonNeeded: true },
  { verb: "cancel", icon: <Ban size={15} aria-hidden />, in: [...underWay, "paused", "halted"] },
];

function failedOf(store: RunStore): string[] {
  return store.sessions
    .filter((_, index) => ["failed", "interrupted"].includes(store.stateAt(index)))
    .map((session) => session.session_id);
}

type ControlProps = { batch: BatchDetail; store: RunStore };

export function Control({ batch, store }: ControlProps) {
  const [asking, setAsking] = useState<Offered | null>(null);
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const telling = useMutation({
    mutationFn: async ({ verb, reason }: { verb: Verb; reason: string }) => {
      if (verb !== "retry") await tellBatch(batch.batch_id, verb, reason);
      else for (const id of failedOf(store)) await tellSession(id, "retry", reason);
    },
    onSuccess: () => {
      setAsking(null);
      void queries.invalidateQueries({ queryKey: batchQuery(batch.batch_id).queryKey });
      void queries.invalidateQueries({ queryKey: ["batch-sessions", batch.batch_id] });
    },
  });
  const failed = batch.counts.failed + batch.counts.interrupted;
  const fits = offered.filter(
    (one) => one.in.includes(batch.status) && (one.verb !== "retry" || failed > 0),
  );
  if (!mayWrite) return null;
  return (
    <>
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
          {t(`run.${one.verb}` as TextKey, { n: failed })}
        </Button>
      ))}
      {asking && (
        <AskReason
          title={t(`run.${asking.verb}_title` as TextKey)}
          description={t(`run.${asking.verb}_text` as TextKey, { n: asking.verb === "retry" ? failed : batch.counts.under_way })}
          action={t(`run.${asking.verb}` as TextKey, { n: failed })}
          look={asking.verb === "cancel" ? "danger" : "primary"}
          required={asking.reasonNeeded}
          busy={telling.isPending}
          problem={telling.isError ? messageOf(telling.error) : undefined}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => telling.mutate({ verb: asking.verb, reason })}
        />
      )}
    </>
  );
}
