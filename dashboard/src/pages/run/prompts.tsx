// The approval bar: what waits for a person, on which hosts, why, and the two answers. Everything that
// waits at the same place is answered at once; single hosts can be answered in their panel.
import { useState } from "react";
import { answerGates, answerRing, type BatchDetail, decideLaunch, type Prompt, type Stage } from "@/api/batches";
import { Problem } from "@/api/problem";
import { Field, Input } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { Names } from "@/kit/names";
import { gateReason } from "@/text/gate_reason";
import { sortedNames } from "@/text/natural";
import { number, t } from "@/text/t";
import { Command } from "../flow/steps";
import { type Answered, Bar, useAnswering } from "./approval_bar";

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
  return [...places.values()].map((place) => ({ ...place, hosts: sortedNames(place.hosts) }));
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
      {!isRing && (
        <p className="break-words">
          {t("prompt.why", { reason: gateReason(place.text) })}{" "}
          <span className="text-muted">
            <Ago at={place.since} />
          </span>
        </p>
      )}
      {place.hosts.length > 0 && (
        <p className="text-sm text-muted break-words">
          <Names of={place.hosts} max={12} />
        </p>
      )}
      {isRing && (
        <p className="text-sm text-muted">
          {t("prompt.so_far", {
            done: number(batch.counts.completed),
            failed: number(batch.counts.failed + batch.counts.interrupted),
          })}{" "}
          <Ago at={place.since} />
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
      title={t("prompt.launch", { n: batch.counts.pending, risk: batch.risk_level })}
      approve={t("prompt.approve_launch", { n: batch.counts.pending })}
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
