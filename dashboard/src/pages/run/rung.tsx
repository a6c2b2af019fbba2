// One step of a session: what became of it, and, when it is open, what it does and wrote.
import { clsx } from "clsx";
import type { BatchStep, SessionDetail } from "@/api/batches";
import { Inline } from "@/kit/inline";
import { shapeOf, State, stateName, textTone } from "@/kit/states";
import { gateReason } from "@/text/gate_reason";
import { t } from "@/text/t";
import { duration } from "@/text/time";
import { Command, StepIcon, stepTypeName } from "../flow/steps";
import { TaskFacts } from "../sessions/task_facts";
import { Output } from "./output";

type RungProps = {
  session: SessionDetail;
  step: BatchStep;
  index: number;
  isOpen: boolean;
  onOpen: () => void;
};

export function Rung({ session, step, index, isOpen, onOpen }: RungProps) {
  const seen = session.seen.find((one) => one.stage === session.stage && one.step === index);
  const status = seen?.status ?? "pending";
  const { glyph, tone } = shapeOf(status);
  const ended = seen?.ended_at ?? null;
  const saysExit = seen?.message === `exit status ${seen?.exit_status}`; // stands above already
  return (
    <li className="border-b border-line py-1 last:border-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onOpen}
        className="flex min-h-9 w-full items-center gap-2.5 rounded-control px-1 text-left hover:bg-sunken"
      >
        <span aria-hidden className={clsx("w-4 text-center font-mono", textTone[tone])}>
          {glyph}
        </span>
        <StepIcon type={step.type} size={15} />
        <span className="min-w-0 flex-1 truncate">
          {index + 1}. {step.title}
        </span>
        <span className="shrink-0 text-sm text-muted tabular-nums">
          {ended !== null && seen ? duration(ended - seen.began_at) : ""}
        </span>
        <span className="sr-only">{stateName(status)}</span>
      </button>
      {isOpen && (
        <div className="flex flex-col gap-2 py-2 pl-7">
          <p className="flex flex-wrap gap-x-3 text-sm text-muted">
            <State state={status} />
            <span>{stepTypeName(step.type)}</span>
            {seen && seen.tries > 1 && <span>{t("run.tries", { n: seen.tries })}</span>}
            {seen && ended !== null && seen.exit_status !== 0 && <span>{t("run.exit", { status: String(seen.exit_status) })}</span>}
          </p>
          {seen?.gate && <p className="text-sm text-muted">{t("run.gate", { reason: gateReason(seen.gate) })}</p>}
          {seen?.answered && <p className="text-sm">{t("run.answered", { by: seen.answered })}</p>}
          {seen?.message && !saysExit && <p className="break-words">{seen.message}</p>}
          {step.prose && <p className="break-words whitespace-pre-wrap text-muted"><Inline text={step.prose} /></p>}
          {step.task && <TaskFacts task={step.task} />}
          {seen && !step.by_hand && (
            <Output
              session={session.session_id}
              stage={session.stage}
              step={index}
              isRunning={status === "running" || status === "waiting"}
            />
          )}
          {step.texts.map((text, at) => (
            <Command key={at} text={text} />
          ))}
        </div>
      )}
    </li>
  );
}
