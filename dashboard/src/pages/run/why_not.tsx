// "Why is it not running?", of a batch, a session or a schedule: asked when it is opened. Where windows or
// freezes are in the way of a batch, somebody can let it start against them.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { whyNotQuery, type WhyOf } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { overrideWindows } from "@/api/windows";
import { Answer, Lines } from "@/kit/answer";
import { AskReason } from "@/kit/ask_reason";
import { Button } from "@/kit/button";
import { Ago } from "@/kit/instant";
import { Name } from "@/kit/names";
import { t } from "@/text/t";

const ended = new Set(["completed", "failed", "cancelled", "skipped", "rejected", "missed"]);

export function WhyNot({ of, status }: { of: WhyOf; status: string }) {
  const [isOpen, setIsOpen] = useState(false);
  if (ended.has(status)) return null;
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 w-fit cursor-pointer underline">{t(status === "running" ? "why.ask_running" : "why.ask")}</summary>
      {isOpen && <Reasons of={of} />}
    </details>
  );
}

const shownMax = 20;

function Reasons({ of }: { of: WhyOf }) {
  const why = useQuery(whyNotQuery(of));
  return (
    <Answer query={why} waiting={<Lines count={2} />}>
      {({ items }) => {
        if (items.length === 0) return <p className="mt-1 text-muted">{t("why.nothing")}</p>;
        const isTimed = items.some((one) => one.kind === "window" || one.kind === "freeze");
        return (
          <ul className="mt-1 flex flex-col gap-1">
            {items.slice(0, shownMax).map((one, index) => (
              <li key={index} className="break-words">
                {one.target_label && <strong className="font-medium"><Name of={`${one.target_label}:`} /> </strong>}
                {one.text}
                {one.since !== null && (
                  <span className="text-muted">
                    {" · "}
                    <Ago at={one.since} />
                  </span>
                )}
              </li>
            ))}
            {items.length > shownMax && <li className="text-muted">{t("launch.more_waves", { n: items.length - shownMax })}</li>}
            {isTimed && "batch" in of && (
              <li className="mt-1">
                <Override batchId={of.batch} />
              </li>
            )}
          </ul>
        );
      }}
    </Answer>
  );
}

function Override({ batchId }: { batchId: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const overriding = useMutation({
    mutationFn: (reason: string) => overrideWindows(batchId, reason),
    onSuccess: () => {
      setIsAsking(false);
      void queries.invalidateQueries({ queryKey: ["batch"] });
    },
  });
  if (!mayWrite) return null;
  return (
    <>
      <Button onClick={() => (overriding.reset(), setIsAsking(true))}>{t("why.override")}</Button>
      {isAsking && (
        <AskReason
          title={t("why.override_title")}
          description={t("why.override_text")}
          action={t("why.override")}
          look="danger"
          required
          busy={overriding.isPending}
          problem={overriding.isError ? messageOf(overriding.error) : undefined}
          onClose={() => setIsAsking(false)}
          onConfirm={(reason) => overriding.mutate(reason)}
        />
      )}
    </>
  );
}
