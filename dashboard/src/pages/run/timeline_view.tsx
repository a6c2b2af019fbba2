// Who worked when: a lane for each ring or batch on one line of time. Few hosts have a bar each; of many the
// lane shows how many worked at once, where some failed, and the slowest. Long pauses are folded and named.
import { ZoomIn, ZoomOut } from "lucide-react";
import { useMemo, useState } from "react";
import type { BatchDetail } from "@/api/batches";
import { Empty } from "@/kit/answer";
import { IconButton } from "@/kit/button";
import { useNow } from "@/kit/instant";
import { t } from "@/text/t";
import { clock, duration } from "@/text/time";
import type { RunFilter } from "./filter";
import type { RunStore } from "./run_store";
import { type Axis, axisOf, lanesOf, ticksOf, workOf } from "./timeline";
import { nameColumn, TimelineLane } from "./timeline_lane";

const drawAnewEvery = 2_000;
const lanesMax = 40;
const zooms = [1, 2, 4, 8];

type TimelineProps = { batch: BatchDetail; store: RunStore; filter: RunFilter; onOpen: (sessionId: string) => void };

export function Timeline({ batch, store, filter, onOpen }: TimelineProps) {
  const [zoom, setZoom] = useState(0);
  const now = useNow(drawAnewEvery);
  const isOver = batch.ended_at !== null;
  const revision = isOver ? store.revision : 0;
  const { lanes, axis } = useMemo(() => {
    const found = lanesOf(batch.waves, lanesMax)
      .filter((lane) => filter.wave === undefined || lane.waves.includes(filter.wave))
      .map((lane) => ({ ...lane, work: workOf(store, lane.first, lane.count, now) }));
    return { lanes: found, axis: axisOf(found.flatMap((lane) => lane.work)) };
    // eslint-disable-next-line react/exhaustive-deps -- `revision` and `now` stand for the content of the store
  }, [store, batch.waves, filter.wave, now, revision]);
  if (!axis) return <Empty title={t("timeline.none")} text={t("timeline.none_text")} />;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-2">
        <p className="flex-1 text-sm text-muted">{t("timeline.span", { from: clock(axis.from), to: clock(axis.to), time: duration(axis.to - axis.from) })}</p>
        <IconButton label={t("timeline.zoom_out")} onClick={() => setZoom(Math.max(0, zoom - 1))}>
          <ZoomOut size={16} aria-hidden />
        </IconButton>
        <IconButton label={t("timeline.zoom_in")} onClick={() => setZoom(Math.min(zooms.length - 1, zoom + 1))}>
          <ZoomIn size={16} aria-hidden />
        </IconButton>
      </div>
      <div tabIndex={0} role="group" aria-label={t("run.tab_timeline")} className="max-h-[60vh] overflow-auto rounded-card border border-line bg-panel">
        <div style={{ width: `${100 * zooms[zoom]!}%` }}>
          <Times axis={axis} ticks={4 * zooms[zoom]!} />
          {lanes.map((lane) => (
            <TimelineLane key={lane.first} lane={lane} axis={axis} store={store} total={store.size} onOpen={onOpen} />
          ))}
        </div>
      </div>
    </div>
  );
}

function Times({ axis, ticks }: { axis: Axis; ticks: number }) {
  // The last would stand outside, and one like the one before it tells nothing.
  const shown = ticksOf(axis, ticks).slice(0, -1).filter((tick, at, all) => clock(tick.at) !== (all[at - 1] ? clock(all[at - 1]!.at) : ""));
  return (
    <div aria-hidden className="sticky top-0 z-20 flex border-b border-line bg-panel text-xs text-muted">
      <span className={nameColumn} />
      <div className="relative h-7 flex-1">
        {shown.map((tick) => (
          <span key={tick.place} className="absolute top-1.5 border-l border-line pl-1 whitespace-nowrap tabular-nums max-sm:even:hidden" style={{ left: `${100 * tick.place}%` }}>
            {clock(tick.at)}
          </span>
        ))}
      </div>
    </div>
  );
}
