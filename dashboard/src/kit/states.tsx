// The states of batches, sessions and steps: one glyph, one word and one colour for each, everywhere.
import { clsx } from "clsx";
import type { SessionCounts } from "@/api/batches";
import { number, t, type TextKey } from "@/text/t";

export type StateTone = "ok" | "running" | "waiting" | "failed" | "idle" | "skipped";

type Shape = { glyph: string; tone: StateTone };

const shapes: Record<string, Shape> = {
  pending_approval: { glyph: "‖", tone: "waiting" },
  pending: { glyph: "○", tone: "idle" },
  running: { glyph: "▶", tone: "running" },
  under_way: { glyph: "▶", tone: "running" },
  waiting: { glyph: "◔", tone: "running" },
  soaking: { glyph: "◔", tone: "running" },
  awaiting_approval: { glyph: "‖", tone: "waiting" },
  awaiting_person: { glyph: "‖", tone: "waiting" },
  paused: { glyph: "‖", tone: "idle" },
  halted: { glyph: "■", tone: "failed" },
  interrupted: { glyph: "⚡", tone: "failed" },
  completed: { glyph: "✓", tone: "ok" },
  failed: { glyph: "✕", tone: "failed" },
  timed_out: { glyph: "✕", tone: "failed" },
  rejected: { glyph: "✕", tone: "failed" },
  skipped: { glyph: "–", tone: "skipped" },
  cancelled: { glyph: "■", tone: "idle" },
};

const unknown: Shape = { glyph: "?", tone: "idle" };

export const shapeOf = (state: string): Shape => shapes[state] ?? unknown;
export const stateName = (state: string): string =>
  state in shapes ? t(`state.${state}` as TextKey) : state;

/// "3 failed", "3 need approval": of hosts or sessions.
export function countOf(state: string, count: number): string {
  if (state === "awaiting_approval" || state === "awaiting_person") return t(`count.${state}`, { n: count });
  return `${number(count)} ${stateName(state).toLowerCase()}`;
}

export const textTone: Record<StateTone, string> = {
  ok: "text-ok",
  running: "text-running",
  waiting: "text-waiting",
  failed: "text-failed",
  idle: "text-idle",
  skipped: "text-skipped",
};

export const fillTone: Record<StateTone, string> = {
  ok: "bg-ok",
  running: "bg-running",
  waiting: "bg-waiting",
  failed: "bg-failed",
  idle: "bg-idle",
  skipped: "bg-skipped",
};

export function State({ state, className }: { state: string; className?: string }) {
  const { glyph, tone } = shapeOf(state);
  return (
    <span className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap", textTone[tone], className)}>
      <span aria-hidden className="inline-block w-4 text-center font-mono text-base leading-none">
        {glyph}
      </span>
      <span className="font-medium">{stateName(state)}</span>
    </span>
  );
}

/// The order in which counts are shown: what is good first, what has not begun last.
const countOrder = [
  "completed",
  "under_way",
  "failed",
  "interrupted",
  "skipped",
  "cancelled",
  "pending",
] as const satisfies (keyof SessionCounts)[];

/// A bar with a segment for each state; what it shows stands in words beside it.
export function CountsBar({ counts, className }: { counts: SessionCounts; className?: string }) {
  const all = counts.total || 1;
  return (
    <div aria-hidden className={clsx("flex h-2 overflow-hidden rounded-full bg-sunken", className)}>
      {countOrder
        .filter((state) => state !== "pending" && counts[state] > 0)
        .map((state) => (
          <div
            key={state}
            className={clsx(fillTone[shapeOf(state).tone], "border-r border-panel last:border-0")}
            style={{ width: `${(100 * counts[state]) / all}%` }}
          />
        ))}
    </div>
  );
}

/// "6/8 complete · 1 failed": completed alone counts as complete, the other ends are told apart.
export function rollup(counts: SessionCounts): string {
  const parts = [t("rollup.complete", { done: number(counts.completed), all: number(counts.total) })];
  for (const state of countOrder) {
    if (state === "completed" || state === "pending" || counts[state] === 0) continue;
    parts.push(countOf(state, counts[state]));
  }
  return parts.join(" · ");
}
