// One lane for each ring or batch of targets, in the order of the rollout. Finished ones fold where
// there are many.
import { clsx } from "clsx";
import { useState } from "react";
import type { BatchDetail } from "@/api/batches";
import { useNow } from "@/kit/instant";
import { countOf, fillTone, shapeOf } from "@/kit/states";
import { number, t } from "@/text/t";
import { duration } from "@/text/time";
import type { RunFilter } from "./filter";
import { type HostState, hostStates, type RunStore } from "./run_store";

const foldedFrom = 8;
/// What has ended comes first in a bar, then what is under way.
const barOrder: HostState[] = [
  "completed", "running", "awaiting_approval", "awaiting_person", "paused", "failed", "interrupted",
  "skipped", "cancelled",
];

type LanesProps = {
  batch: BatchDetail;
  store: RunStore;
  filter: RunFilter;
  onFilter: (part: RunFilter) => void;
};

export function Lanes({ batch, store, filter, onFilter }: LanesProps) {
  const [isOpen, setIsOpen] = useState(false);
  const lanes = batch.waves.map((wave, index) => ({ wave, index }));
  const folds = lanes.length > foldedFrom && !isOpen;
  const shown = folds
    ? lanes.filter(({ index }) => index >= batch.wave - 1 && index < batch.wave + foldedFrom - 2)
    : lanes;
  if (lanes.length === 0) return null;
  return (
    <section aria-label={t("run.lanes")} className="rounded-card border border-line bg-panel">
      <ol>
        {shown.map(({ wave, index }) => (
          <Lane
            key={index}
            batch={batch}
            store={store}
            index={index}
            name={wave.name}
            isChosen={filter.wave === index}
            onChoose={() => onFilter({ wave: filter.wave === index ? undefined : index })}
            onState={(state) => onFilter({ wave: index, state })}
          />
        ))}
      </ol>
      {lanes.length > foldedFrom && (
        <button
          type="button"
          className="min-h-9 w-full border-t border-line px-4 text-left text-sm text-muted hover:bg-sunken"
          onClick={() => setIsOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          {isOpen
            ? t("run.lanes_fold")
            : t("run.lanes_all", { n: lanes.length, done: number(Math.max(0, batch.wave)) })}
        </button>
      )}
    </section>
  );
}

type LaneProps = {
  batch: BatchDetail;
  store: RunStore;
  index: number;
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  onState: (state: HostState) => void;
};

function Lane({ batch, store, index, name, isChosen, onChoose, onState }: LaneProps) {
  const wave = batch.waves[index]!;
  const counts = store.counts(wave.first, wave.count);
  const states = barOrder.filter((state) => counts[state] > 0);
  return (
    <li
      className={clsx(
        "grid grid-cols-[minmax(96px,200px)_minmax(80px,1fr)] items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 md:grid-cols-[minmax(120px,200px)_minmax(120px,1fr)_minmax(240px,38%)]",
        isChosen && "bg-sunken",
      )}
    >
      <button type="button" onClick={onChoose} aria-pressed={isChosen} className="min-h-7 truncate text-left hover:underline">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-muted tabular-nums">{number(wave.count)}</span>
      </button>
      <div aria-hidden className="flex h-3 overflow-hidden rounded-full bg-sunken">
        {states.map((state) => (
          <div
            key={state}
            className={clsx(fillTone[shapeOf(state).tone], "border-r border-panel last:border-0")}
            style={{ width: `${(100 * counts[state]) / wave.count}%` }}
          />
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 text-sm max-md:col-span-2">
        {hostStates
          .filter((state) => counts[state] > 0 && state !== "pending")
          .map((state) => (
            <button key={state} type="button" className="min-h-6 hover:underline" onClick={() => onState(state)}>
              {countOf(state, counts[state])}
            </button>
          ))}
        <LaneStage batch={batch} index={index} started={counts.pending < wave.count} />
      </div>
    </li>
  );
}

/// Where a lane stands besides its hosts: soaking, waiting for somebody, not begun.
function LaneStage({ batch, index, started }: { batch: BatchDetail; index: number; started: boolean }) {
  const now = useNow(1_000);
  const wave = batch.waves[index]!;
  if (index === batch.wave && batch.ended_at === null) {
    if (batch.wave_stage === "soak" && batch.timer_at !== null) {
      return <span className="text-running">{t("run.soaking", { time: duration(batch.timer_at - now) })}</span>;
    }
    if (batch.wave_stage === "recheck") return <span className="text-running">{t("run.recheck")}</span>;
    if (batch.wave_stage === "approval") return <span className="font-medium text-waiting">‖ {t("run.ring_gate")}</span>;
  }
  if (started || index < batch.wave) return null;
  const plan = [
    wave.soak_seconds > 0 && t("launch.soak", { time: duration(wave.soak_seconds * 1000) }),
    wave.approval_after && t("launch.approval_after"),
  ].filter(Boolean);
  return (
    <span className="text-muted">
      {t("state.pending").toLowerCase()}
      {plan.length > 0 && ` · ${plan.join(" · ")}`}
    </span>
  );
}
