// One lane of the timeline. A drawing for the eye; what it shows stands in words beside it.
import { clsx } from "clsx";
import { fillTone, shapeOf, stateName } from "@/kit/states";
import { listOf, number, t } from "@/text/t";
import { clock, duration } from "@/text/time";
import type { RunStore } from "./run_store";
import { type Axis, type Crowd, crowdOf, mostAtOnce, placeOf, slowest, spanOf, type TimeLane, type Work } from "./timeline";

/// The names stay where they are while the lanes are scrolled.
export const nameColumn = "sticky left-0 z-10 w-36 shrink-0 bg-panel sm:w-48";

const barsMax = 60; // of one lane
const barsMaxOfRun = 200;
const slices = 160;
const slowestShown = 3;

type LaneProps = {
  lane: TimeLane & { work: Work[] };
  axis: Axis;
  store: RunStore;
  total: number;
  onOpen: (sessionId: string) => void;
};

export function TimelineLane({ lane, axis, store, total, onOpen }: LaneProps) {
  const asBars = lane.work.length <= barsMax && total <= barsMaxOfRun;
  return (
    <section aria-label={lane.name} className="border-b border-line py-1.5 last:border-0">
      <h3 className="sticky left-0 flex w-fit flex-wrap items-baseline gap-x-3 px-3">
        <span className="font-medium">{lane.name}</span>
        <span className="text-sm font-normal text-muted">{wordsOf(lane, store)}</span>
      </h3>
      {lane.work.length > 0 && (asBars ? <Bars lane={lane} axis={axis} store={store} onOpen={onOpen} /> : <CrowdRow lane={lane} axis={axis} store={store} onOpen={onOpen} />)}
    </section>
  );
}

function wordsOf({ work, count, first }: LaneProps["lane"], store: RunStore): string {
  if (work.length === 0) return `${number(count)} · ${stateName("pending").toLowerCase()}`;
  const { from: began, to: until } = spanOf(work);
  const counts = store.counts(first, count);
  const bad = counts.failed + counts.interrupted;
  const parts = [
    t("groups.hosts", { n: count }),
    t("timeline.lane_span", { from: clock(began), time: duration(until - began) }),
    count > 1 && t("timeline.at_once", { n: mostAtOnce(work) }),
    bad > 0 && `${number(bad)} ${stateName("failed").toLowerCase()}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

type PartProps = Omit<LaneProps, "total">;

function Bars({ lane, axis, store, onOpen }: PartProps) {
  return (
    <ul>
      {lane.work.map((one) => {
        const host = store.sessions[one.index]!;
        const { glyph, tone } = shapeOf(one.state);
        const left = placeOf(axis, one.from);
        const took = duration(one.to - one.from);
        return (
          <li key={host.session_id} className="group relative flex h-6 items-center hover:bg-sunken">
            <button
              type="button"
              className={clsx(nameColumn, "flex h-6 items-center gap-1.5 px-3 text-left text-sm group-hover:bg-sunken before:absolute before:inset-0 before:w-[100vw]")}
              onClick={() => onOpen(host.session_id)}
            >
              <span aria-hidden className="w-3 shrink-0 text-center font-mono">
                {glyph}
              </span>
              <span className="truncate">{host.target_label}</span>
              <span className="sr-only">
                {stateName(one.state)}, {clock(one.from)}, {took}
              </span>
            </button>
            <span aria-hidden className="relative h-full flex-1">
              <Folds axis={axis} />
              <span
                title={`${clock(one.from)} · ${took}`}
                className={clsx("absolute top-1.5 h-3 min-w-1 rounded-sm", fillTone[tone])}
                style={{ left: `${100 * left}%`, width: `${100 * (placeOf(axis, one.to) - left)}%` }}
              />
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function CrowdRow({ lane, axis, store, onOpen }: PartProps) {
  const crowd = crowdOf(lane.work, axis, slices);
  const slow = slowest(lane.work, slowestShown);
  return (
    <div className="flex items-stretch">
      <div className={clsx(nameColumn, "flex flex-col px-3 text-sm")}>
        <span className="text-muted">{t("timeline.slowest")}</span>
        {slow.map((one) => (
          <button
            key={one.index}
            type="button"
            className="flex min-h-6 items-center gap-2 text-left hover:underline"
            onClick={() => onOpen(store.sessions[one.index]!.session_id)}
          >
            <span className="min-w-0 flex-1 truncate">{store.sessions[one.index]!.target_label}</span>
            <span className="shrink-0 text-xs text-muted tabular-nums">{duration(one.to - one.from)}</span>
          </button>
        ))}
      </div>
      <div className="relative min-h-20 flex-1">
        <Folds axis={axis} />
        <Drawing crowd={crowd} />
      </div>
    </div>
  );
}

const high = 100;

function Drawing({ crowd }: { crowd: Crowd }) {
  const y = (count: number) => high - (high * 0.9 * count) / (crowd.most || 1);
  const steps = crowd.working.map((count, at) => `L${at} ${y(count)}L${at + 1} ${y(count)}`).join("");
  const failures = crowd.failed.map((count, at) => ({ count, at })).filter((one) => one.count > 0);
  const said = [t("timeline.at_once", { n: crowd.most })];
  const bad = failures.reduce((sum, one) => sum + one.count, 0);
  if (bad > 0) said.push(`${number(bad)} ${stateName("failed").toLowerCase()}`);
  return (
    <svg role="img" aria-label={listOf(said)} viewBox={`0 0 ${slices} ${high}`} preserveAspectRatio="none" className="absolute inset-0 size-full">
      <path d={`M0 ${high}${steps}L${slices} ${high}Z`} className="fill-running" opacity={0.75} />
      {failures.map(({ count, at }) => (
        <rect key={at} x={at} width={1.2} y={0} height={Math.max(14, Math.min(high, 14 + 6 * count))} className="fill-failed" />
      ))}
    </svg>
  );
}

/// Pauses in which nothing worked, with how long they were.
function Folds({ axis }: { axis: Axis }) {
  return axis.stretches
    .filter((one) => one.folded)
    .map((one) => (
      <span
        key={one.from}
        title={t("timeline.pause", { time: duration(one.to - one.from) })}
        className="absolute inset-y-0 border-x border-dashed border-control bg-sunken"
        style={{ left: `${100 * one.left}%`, width: `${100 * (one.right - one.left)}%` }}
      />
    ));
}
