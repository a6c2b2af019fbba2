// One host of the run: its steps with what became of each, and what the chosen one wrote.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type BatchDetail, sessionDetailQuery, type SessionDetail } from "@/api/batches";
import { Answer } from "@/kit/answer";
import { IconButton } from "@/kit/button";
import { State } from "@/kit/states";
import { t } from "@/text/t";
import { Command } from "../flow/steps";
import { Assignment } from "../sessions/assignment";
import { PersonStep } from "../sessions/person_step";
import { Rung } from "./rung";
import { SessionControl } from "./session_control";

type HostPanelProps = {
  batch: BatchDetail;
  sessionId: string | undefined;
  step: number | undefined;
  onStep: (step: number) => void;
  onClose: () => void;
};

export function HostPanel({ batch, sessionId, step, onStep, onClose }: HostPanelProps) {
  const session = useQuery({ ...sessionDetailQuery(sessionId ?? ""), enabled: Boolean(sessionId) });
  if (!sessionId) {
    return (
      <p className="rounded-card border border-dashed border-line px-6 py-10 text-center text-muted max-[1099px]:hidden">
        {t("run.choose_host")}
      </p>
    );
  }
  return (
    <section
      aria-label={t("run.host_panel")}
      className="min-w-0 rounded-card border border-line bg-panel max-[1099px]:fixed max-[1099px]:inset-0 max-[1099px]:top-12 max-[1099px]:z-30 max-[1099px]:overflow-y-auto max-[1099px]:rounded-none max-[1099px]:pb-72"
    >
      <Answer query={session}>
        {(data) => <Host batch={batch} session={data} step={step} onStep={onStep} onClose={onClose} />}
      </Answer>
    </section>
  );
}

type HostProps = Omit<HostPanelProps, "sessionId"> & { session: SessionDetail };

function Host({ batch, session, step, onStep, onClose }: HostProps) {
  const isRollback = session.stage === "rollback";
  const steps = isRollback ? session.rollback : session.steps;
  const current = Math.min(step ?? session.step, Math.max(0, steps.length - 1));
  return (
    <>
      <header className="flex items-start gap-3 border-b border-line px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold break-words">{session.target_label}</h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
            <State state={session.status} />
            {batch.waves[session.wave] && <span>{batch.waves[session.wave]?.name}</span>}
            {session.manual && <span>{t("step.by_hand")}</span>}
            {(session.manual || session.assigned_to || session.prompt?.kind === "person") && <Assignment session={session} />}
          </p>
        </div>
        <SessionControl session={session} />
        <IconButton label={t("action.close")} onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className="flex flex-col gap-4 p-4">
        {session.reason && <p className="rounded-control bg-sunken px-3 py-2 break-words">{session.reason}</p>}
        {isRollback && <p className="font-medium text-waiting">{t("run.rolls_back")}</p>}
        <PersonStep key={session.version} session={session} />
        <ol>
          {steps.map((one, index) => (
            <Rung
              key={index}
              session={session}
              step={one}
              index={index}
              isOpen={index === current}
              onOpen={() => onStep(index)}
            />
          ))}
        </ol>
        {session.difference && (
          <section>
            <h3 className="mb-1 font-semibold">{t("run.changed")}</h3>
            <Command text={session.difference} />
          </section>
        )}
      </div>
    </>
  );
}
