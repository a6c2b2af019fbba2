// "Why is it not running?", of a whole batch or of one of its sessions: asked when it is opened.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { whyNotQuery } from "@/api/batches";
import { Answer, Lines } from "@/kit/answer";
import { Ago } from "@/kit/instant";
import { t } from "@/text/t";

const ended = new Set(["completed", "failed", "cancelled", "skipped", "rejected"]);

type WhyNotProps = { batchId: string; status: string; sessionId?: string };

export function WhyNot({ batchId, status, sessionId }: WhyNotProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (ended.has(status)) return null;
  return (
    <details className="mt-2 text-sm" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="min-h-6 w-fit cursor-pointer underline">{t("why.ask")}</summary>
      {isOpen && <Reasons batchId={batchId} sessionId={sessionId} />}
    </details>
  );
}

const shownMax = 20;

function Reasons({ batchId, sessionId }: { batchId: string; sessionId: string | undefined }) {
  const why = useQuery(whyNotQuery(batchId));
  return (
    <Answer query={why} waiting={<Lines count={2} />}>
      {({ items }) => {
        const mine = sessionId ? items.filter((one) => ["", sessionId].includes(one.session_id)) : items;
        if (mine.length === 0) return <p className="mt-1 text-muted">{t("why.nothing")}</p>;
        return (
          <ul className="mt-1 flex flex-col gap-1">
            {mine.slice(0, shownMax).map((one, index) => (
              <li key={index} className="break-words">
                {one.target_label && <strong className="font-medium">{one.target_label}: </strong>}
                {one.text}
                {one.since !== null && (
                  <span className="text-muted">
                    {" · "}
                    <Ago at={one.since} />
                  </span>
                )}
              </li>
            ))}
            {mine.length > shownMax && <li className="text-muted">{t("launch.more_waves", { n: mine.length - shownMax })}</li>}
          </ul>
        );
      }}
    </Answer>
  );
}
