// The approval bar: what waits for a person, on which hosts, why, and the two answers. Everything that
// waits at the same place is answered at once; single hosts can be answered in their panel.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import { useState } from "react";
import { answerGates, answerRing, type BatchDetail, decideLaunch, type Prompt, type Stage } from "@/api/batches";
import { messageOf, Problem } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { listOf, number, t } from "@/text/t";
import { Command } from "../flow/steps";

/// Prompts that one answer is meant for.
type Place = { kind: string; stage: string; step: number; text: string; since: number; hosts: string[] };

export function placesOf(prompts: Prompt[]): Place[] {
  const places = new Map<string, Place>();
  for (const prompt of prompts) {
    const key = `${prompt.kind} ${prompt.stage} ${prompt.step}`;
    const found = places.get(key);
    if (!found) places.set(key, { ...prompt, hosts: prompt.target_label ? [prompt.target_label] : [] });
    else {
      found.hosts.push(prompt.target_label);
      found.since = Math.min(found.since, prompt.since);
    }
  }
  return [...places.values()];
}

export function Prompts({ batch }: { batch: BatchDetail }) {
  const places = placesOf(batch.prompts).filter((place) => place.kind !== "person");
  return (
    <>
      {batch.status === "pending_approval" && <LaunchApproval batch={batch} />}
      {places.map((place) => (
        <PlaceBar key={`${place.kind}-${place.stage}-${place.step}`} batch={batch} place={place} />
      ))}
    </>
  );
}

type BarProps = {
  title: string;
  children: React.ReactNode;
  approve: string;
  busy: boolean;
  error: unknown;
  rejectNeedsComment?: boolean;
  onAnswer: (approved: boolean, comment: string) => void;
};

function Bar({ title, children, approve, busy, error, onAnswer, rejectNeedsComment = true }: BarProps) {
  const [comment, setComment] = useState("");
  const mayWrite = useMayWrite();
  const lacksComment = rejectNeedsComment && !comment.trim() && t("prompt.comment_needed");
  return (
    <section
      aria-label={title}
      className="rounded-card border border-waiting bg-waiting-soft px-4 py-3 max-md:sticky max-md:bottom-0 max-md:z-20 max-md:order-last"
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 className="text-lg font-semibold">
            <span aria-hidden className="mr-2 text-waiting">
              ‖
            </span>
            {title}
          </h2>
          {children}
        </div>
        <div className={clsx("flex min-w-0 basis-80 flex-col gap-2", !mayWrite && "hidden")}>
          <Field label={t("prompt.comment")} optional>
            <Input value={comment} onChange={(event) => setComment(event.target.value)} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              look="danger"
              icon={<X size={15} aria-hidden />}
              busy={busy}
              blocked={lacksComment}
              onClick={() => onAnswer(false, comment.trim())}
            >
              {t("prompt.reject")}
            </Button>
            <Button
              look="primary"
              icon={<Check size={15} aria-hidden />}
              busy={busy}
              onClick={() => onAnswer(true, comment.trim())}
            >
              {approve}
            </Button>
          </div>
          {error !== null && (
            <p role="alert" className="text-failed">
              {messageOf(error)}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

function useAnswering<T>(answer: (value: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: answer,
    onSettled: () => {
      for (const key of ["batch", "batch-sessions", "session-detail", "approvals"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}

type Answered = { approved: boolean; comment: string };

function PlaceBar({ batch, place }: { batch: BatchDetail; place: Place }) {
  const isRing = place.kind === "ring_gate";
  const answering = useAnswering(async ({ approved, comment }: Answered) => {
    if (isRing) await answerRing(batch, { approved, comment });
    else await answerGates(batch.batch_id, { stage: place.stage as Stage, step: place.step, approved, comment });
  });
  const next = batch.waves[batch.wave + 1];
  const step = (place.stage === "rollback" ? batch.rollback : batch.steps)[place.step];
  const title = isRing
    ? t("prompt.ring", { ring: batch.waves[batch.wave]?.name ?? "", next: next?.name ?? "" })
    : t("prompt.step", { step: place.step + 1, title: step?.title ?? "", n: place.hosts.length });
  return (
    <Bar
      title={title}
      approve={isRing ? t("prompt.approve_ring", { ring: next?.name ?? "", n: next?.count ?? 0 }) : t("prompt.approve", { n: place.hosts.length })}
      busy={answering.isPending}
      error={answering.error}
      onAnswer={(approved, comment) => answering.mutate({ approved, comment })}
    >
      <p className="break-words">
        {place.text}{" "}
        <span className="text-muted">
          <Ago at={place.since} />
        </span>
      </p>
      {place.hosts.length > 0 && (
        <p className="text-sm text-muted break-words">
          {listOf(place.hosts.slice(0, 12))}
          {place.hosts.length > 12 && ` ${t("prompt.more_hosts", { n: place.hosts.length - 12 })}`}
        </p>
      )}
      {isRing && (
        <p className="text-sm text-muted">
          {t("prompt.so_far", {
            done: number(batch.counts.completed),
            failed: number(batch.counts.failed + batch.counts.interrupted),
          })}
        </p>
      )}
      {!isRing && step?.texts.map((text, index) => <Command key={index} text={text} />)}
    </Bar>
  );
}

/// The whole launch waits. What is approved is exactly what is shown: its digest goes with the answer.
function LaunchApproval({ batch }: { batch: BatchDetail }) {
  const [typed, setTyped] = useState("");
  const deciding = useAnswering(({ approved, comment }: Answered) =>
    decideLaunch(batch.batch_id, { approved, comment, digest: batch.digest, name: typed }),
  );
  const wantsName =
    typed !== "" || (deciding.error instanceof Problem && deciding.error.findings.some((one) => one.pointer === "/name"));
  return (
    <Bar
      title={t("prompt.launch", { n: batch.counts.total, risk: batch.risk_level })}
      approve={t("prompt.approve_launch", { n: batch.counts.total })}
      busy={deciding.isPending}
      error={deciding.error}
      onAnswer={(approved, comment) => deciding.mutate({ approved, comment })}
    >
      <p>{t("prompt.launched_by", { who: batch.launched_by?.name ?? "" })}</p>
      <p className="text-sm text-muted break-all">{t("prompt.digest", { digest: batch.digest })}</p>
      {wantsName && (
        <Field label={t("prompt.own_name", { name: batch.name })} className="mt-2 max-w-96">
          <Input value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
      )}
      <details className="mt-2">
        <summary className="min-h-6 underline">{t("prompt.frozen")}</summary>
        <Command text={batch.frozen_markdown} />
      </details>
    </Bar>
  );
}
