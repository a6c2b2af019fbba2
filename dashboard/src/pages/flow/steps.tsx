// The steps of a flow as a list to read: what each does, and whether it waits for somebody.
import {
  Bell,
  BookOpen,
  CircleHelp,
  Hand,
  Hourglass,
  ListChecks,
  type LucideIcon,
  Terminal,
  Timer,
  UserRound,
} from "lucide-react";
import type { Step } from "@/api/flows";
import { Badge } from "@/kit/badge";
import { Inline } from "@/kit/inline";
import { gateReason } from "@/text/gate_reason";
import { t, type TextKey } from "@/text/t";
import { duration } from "@/text/time";

const icons: Record<string, LucideIcon> = {
  validate: ListChecks,
  custom_tool: Terminal,
  recipe: BookOpen,
  wait: Hourglass,
  wait_until: Timer,
  notify: Bell,
  human_gate: Hand,
  task: UserRound,
  question: CircleHelp,
};

export function StepIcon({ type, size = 16 }: { type: string; size?: number }) {
  const Icon = icons[type] ?? Terminal;
  return <Icon size={size} className="shrink-0 text-muted" aria-hidden />;
}

export function stepTypeName(type: string): string {
  return type in icons ? t(`step.${type}` as TextKey) : type;
}

/// The keys of a step beside those that all have; each type has its own.
function own(step: Step, key: string): unknown {
  return (step as unknown as Record<string, unknown>)[key];
}

/// What the machine runs, as text.
export function commandsOf(step: Step): string[] {
  const checks = own(step, "checks");
  if (Array.isArray(checks)) {
    return checks.map((check) =>
      typeof check === "string" ? check : String((check as { command?: string }).command ?? ""),
    );
  }
  const single = own(step, "command") ?? own(step, "condition") ?? step.script;
  return typeof single === "string" ? [single] : [];
}

/// What it does in one line, where it is no command.
function summaryOf(step: Step): string {
  const message = own(step, "message") ?? own(step, "prompt") ?? own(step, "recipe");
  if (typeof message === "string") return message;
  const seconds = own(step, "seconds");
  if (typeof seconds === "number") return duration(seconds * 1000);
  return "";
}

type StepsProps = { steps: Step[]; onOpen?: (step: Step) => void };

export function Steps({ steps }: StepsProps) {
  return (
    <ol className="flex flex-col">
      {steps.map((step) => (
        <li key={step.number} className="flex gap-3 border-b border-line py-2.5 last:border-0">
          <span className="w-6 shrink-0 pt-px text-right text-muted tabular-nums">{step.number}</span>
          <span className="pt-0.5">
            <StepIcon type={step.type} />
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-medium break-words">{step.title}</span>
              <span className="text-sm text-muted">{stepTypeName(step.type)}</span>
              {step.gate !== "runs" && (
                <Badge tone={step.gate === "waits" ? "waiting" : "neutral"}>
                  {step.gate === "waits"
                    ? t("step.waits", { reason: gateReason(step.gate_reason) })
                    : t("step.by_hand")}
                </Badge>
              )}
            </div>
            {commandsOf(step).map((command, index) => (
              <Command key={index} text={command} />
            ))}
            {summaryOf(step) && <p className="text-muted break-words"><Inline text={summaryOf(step)} /></p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

export function Command({ text }: { text: string }) {
  return (
    <pre className="mt-1 max-h-40 overflow-auto rounded bg-sunken px-2.5 py-1.5 break-words whitespace-pre-wrap" tabIndex={0}>
      {text}
    </pre>
  );
}
