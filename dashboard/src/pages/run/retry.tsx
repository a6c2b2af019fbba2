// The retry of a batch: which hosts, from where, and before anything is asked of the server what will run
// again and what will not. What a host may have done already is named.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { TriangleAlert } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { type Batch, type BatchDetail, type Retry as RetryRequest, retryBatch, tellSession } from "@/api/batches";
import { newKey } from "@/api/client";
import { Problem } from "@/api/problem";
import { useAnswerFor } from "@/kit/answer_for";
import { Button } from "@/kit/button";
import { Choices } from "@/kit/choices";
import { Dialog } from "@/kit/dialog";
import { Checkbox, Field, Textarea } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { HostChoice } from "./host_choice";
import { NamedHosts, StateCounts } from "./named_hosts";
import { candidates, hostsOf, planOf, type RetryHost, type RetryPlan, type RetryWay, type RetryWhich, waysOf, whichOf } from "./retry_plan";
import type { RunStore } from "./run_store";

type RetryProps = { batch: BatchDetail; store: RunStore; onClose: () => void };

export function Retry({ batch, store, onClose }: RetryProps) {
  // As they stood when it was opened: what is read is what is sent.
  const hosts = useMemo(() => hostsOf(store), [store]);
  const ways = waysOf(batch.status, planOf(hosts, "go_on", "failed", new Set()).again.length);
  const [way, setWay] = useState<RetryWay>(ways.at(-1) ?? "anew");
  const offered = whichOf(hosts, way);
  const [wanted, setWanted] = useState<RetryWhich>("not_completed");
  const which = offered.includes(wanted) ? wanted : (offered[0] ?? "all");
  const [chosen, setChosen] = useState<Set<string>>(new Set());
  const [reason, setReason] = useState("");
  const plan = planOf(hosts, way, which, chosen);
  const [byHand, setByHand] = useAnswerFor(plan.again.map((host) => host.id).join());
  const retrying = useRetrying(batch, onClose);
  const n = plan.again.length;
  const blocked = n === 0 ? t("retry.none") : way === "go_on" && !reason.trim() && t("reason.required");
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t("retry.title", { name: batch.name })}
      description={t(`retry.${way}_text`)}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            look="primary"
            busy={retrying.isPending}
            blocked={blocked}
            onClick={() => retrying.mutate({ way, which, plan, reason: reason.trim(), byHand })}
          >
            {t("retry.action", { n })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Refusal error={retrying.error} />
        <UnderWay error={retrying.error} onClose={onClose} />
        {ways.length > 1 && (
          <Choices
            label={t("retry.way")}
            value={way}
            onChange={(value) => setWay(value as RetryWay)}
            options={ways.map((value) => ({ value, title: t(`retry.${value}`) }))}
          />
        )}
        {offered.length > 1 && (
          <Choices
            label={t("retry.which")}
            value={which}
            onChange={(value) => setWanted(value as RetryWhich)}
            options={offered.map((value) => ({
              value,
              title: t(`retry.${value}`),
              side: value === "chosen" ? "" : t("groups.hosts", { n: planOf(hosts, way, value, chosen).again.length }),
            }))}
          />
        )}
        {which === "chosen" && <HostChoice hosts={candidates(hosts, way)} chosen={chosen} onChange={setChosen} />}
        <Told plan={plan} batch={batch} way={way} />
        {way === "go_on" ? (
          <Field label={t("reason.label")}>
            <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        ) : (
          <Checkbox label={t("retry.by_hand")} checked={byHand} onChange={setByHand} />
        )}
      </div>
    </Dialog>
  );
}

/// The retry that somebody else has begun, or an earlier click.
function UnderWay({ error, onClose }: { error: unknown; onClose: () => void }) {
  const other = error instanceof Problem && error.code === "conflict" ? (error.current as Batch | undefined) : undefined;
  if (!other) return null;
  return (
    <Link
      to="/flows/$flowId/batches/$batchId"
      params={{ flowId: other.tree_id ?? "none", batchId: other.batch_id }}
      search={{}}
      onClick={onClose}
      className="self-start underline"
    >
      {t("retry.open_other")}
    </Link>
  );
}

function Told({ plan, batch, way }: { plan: RetryPlan; batch: BatchDetail; way: RetryWay }) {
  const atStep = ({ label, step }: RetryHost) =>
    t("retry.from_step", { host: label, step: step + 1, title: batch.steps[step]?.title ?? "" });
  return (
    <div className="flex flex-col gap-3" role="status">
      <section>
        <h3 className="font-semibold">{t("retry.again", { n: plan.again.length })}</h3>
        {plan.again.length > 0 && <NamedHosts names={plan.again.map((host) => (way === "go_on" ? atStep(host) : host.label))} />}
      </section>
      <section>
        <h3 className="font-semibold">{t("retry.left", { n: plan.left.length })}</h3>
        {plan.left.length > 0 && <StateCounts states={plan.left.map((host) => host.state)} />}
      </section>
      {plan.unknown.length > 0 && (
        <section className="rounded-control border border-waiting bg-waiting-soft px-3 py-2">
          <h3 className="flex items-center gap-2 font-semibold">
            <TriangleAlert size={16} className="shrink-0 text-waiting" aria-hidden />
            {t("retry.unknown", { n: plan.unknown.length })}
          </h3>
          <p>{t("retry.unknown_text")}</p>
          <NamedHosts names={plan.unknown.map(atStep)} />
        </section>
      )}
      {way === "anew" && batch.risk_level !== "low" && <p className="text-muted">{t("launch.needs_approval")}</p>}
    </div>
  );
}

type Asked = { way: RetryWay; which: RetryWhich; plan: RetryPlan; reason: string; byHand: boolean };

/// The server counts for itself, where a word says which are meant.
function requestOf({ which, plan, byHand }: Asked): RetryRequest {
  const confirmed = { manual_confirmed: byHand };
  if (which === "all") return confirmed;
  if (which === "not_completed") return { ...confirmed, only_not_completed: true };
  return { ...confirmed, session_ids: plan.again.map((host) => host.id) };
}

function useRetrying(batch: BatchDetail, onClose: () => void) {
  const last = useRef({ text: "", key: "" });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return useMutation({
    mutationFn: async (asked: Asked) => {
      if (asked.way === "go_on") {
        for (const host of asked.plan.again) await tellSession(host.id, "retry", asked.reason);
        return null;
      }
      const request = requestOf(asked);
      const text = JSON.stringify(request);
      // The same question twice is one batch; another question is another one.
      if (text !== last.current.text) last.current = { text, key: newKey() };
      return retryBatch(batch.batch_id, request, last.current.key);
    },
    onSettled: () => {
      for (const name of ["batch", "batch-sessions", "batches"]) void queries.invalidateQueries({ queryKey: [name] });
    },
    onSuccess: (again) => {
      onClose();
      if (!again) return;
      toast.done(t("launch.done", { n: again.counts.total }));
      void navigate({
        to: "/flows/$flowId/batches/$batchId",
        params: { flowId: again.tree_id ?? "none", batchId: again.batch_id },
        search: {},
      });
    },
  });
}
