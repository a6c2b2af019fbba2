// One session worked through: its target always in sight, the steps, the current one with what there
// is to do, and the way to the next target of the batch.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useCallback, useState } from "react";
import { batchSessionsQuery, type SessionDetail, sessionDetailQuery } from "@/api/batches";
import { Answer } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Card, Page } from "@/kit/page";
import { State } from "@/kit/states";
import { useLiveEvents, useTopic } from "@/live/live";
import { type LiveEvent, movedSessions } from "@/live/messages";
import { useQueryClient } from "@tanstack/react-query";
import { t } from "@/text/t";
import { Rung } from "../run/rung";
import { SessionControl } from "../run/session_control";
import { WhyNot } from "../run/why_not";
import { Assignment } from "./assignment";
import { NameTargets } from "./name_targets";
import { PersonStep } from "./person_step";
import { Record } from "./record";

export default function Session() {
  const { sessionId } = useParams({ strict: false }) as { sessionId: string };
  const session = useQuery(sessionDetailQuery(sessionId));
  return <Answer query={session}>{(data) => <SessionPage key={data.session_id} session={data} />}</Answer>;
}

const waiting = new Set(["pending", "running", "awaiting_person", "awaiting_approval"]);

function useFreshSession(session: SessionDetail) {
  const queries = useQueryClient();
  const hear = useCallback(
    (event: LiveEvent) => {
      const moved = event.kind === "changes" ? event.changes.flatMap(movedSessions) : [];
      const mine = moved.some((one) => one.session_id === session.session_id);
      if (mine || event.kind !== "changes") {
        void queries.invalidateQueries({ queryKey: ["session-detail", session.session_id] });
      }
    },
    [queries, session.session_id],
  );
  useTopic(`sessions:${session.batch_id}`);
  useLiveEvents(hear);
}

function SessionPage({ session }: { session: SessionDetail }) {
  useFreshSession(session);
  const [open, setOpen] = useState<number | null>(null);
  const others = useQuery(batchSessionsQuery(session.batch_id));
  const navigate = useNavigate();
  const hosts = others.data?.items.filter((one) => !one.recheck) ?? [];
  const next = hosts.find((one) => one.position > session.position && waiting.has(one.status));
  const steps = session.stage === "rollback" ? session.rollback : session.steps;
  const current = open ?? Math.min(session.step, Math.max(0, steps.length - 1));
  const isOver = session.ended_at !== null;
  return (
    <Page
      title={session.flow_name}
      above={
        <Link to="/flows/$flowId/batches/$batchId" params={{ flowId: "none", batchId: session.batch_id }} className="hover:underline">
          {t("sessions.batch")}
        </Link>
      }
      badge={<State state={session.status} />}
      actions={<SessionControl session={session} />}
    >
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-control border border-accent bg-accent-soft px-4 py-2.5 text-accent-ink">
        <strong className="text-lg font-semibold break-words">{session.target_label || t("sessions.no_target")}</strong>
        <span>{t("sessions.place", { at: session.position + 1, n: hosts.length })}</span>
        {session.manual && <span>{t("step.by_hand")}</span>}
        <span className="ml-auto">
          <Assignment session={session} />
        </span>
      </p>
      {session.reason && <p className="break-words">{session.reason}</p>}
      <NameTargets session={session} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <Card title={t("flow.steps")}>
          <ol>
            {steps.map((step, index) => (
              <Rung
                key={index}
                session={session}
                step={step}
                index={index}
                isOpen={index === current}
                onOpen={() => setOpen(index)}
              />
            ))}
          </ol>
        </Card>
        <div className="flex flex-col gap-4 lg:sticky lg:top-16">
          <WhyNot of={{ session: session.session_id }} status={session.status} />
          <PersonStep key={session.version} session={session} onAnswered={() => setOpen(null)} />
          {isOver && next && (
            <Button
              look="primary"
              icon={<ArrowRight size={16} aria-hidden />}
              onClick={() => void navigate({ to: "/sessions/$sessionId", params: { sessionId: next.session_id } })}
            >
              {t("sessions.open_next", { target: next.target_label })}
            </Button>
          )}
          {isOver && !next && <p className="text-muted">{t("sessions.last")}</p>}
          <Record session={session} step={current} />
        </div>
      </div>
    </Page>
  );
}
