// Who worked when, as shapes on a line from 0 to 1: spans of hosts, long pauses folded, and of many hosts
// how many worked at once. Pure; timeline_view.tsx draws it.
import type { HostState, RunStore } from "./run_store";

export type Work = { index: number; from: number; to: number; state: HostState };

/// Hosts of `[first, first + count)` that have begun; those still at work last until `now`.
export function workOf(store: RunStore, first: number, count: number, now: number): Work[] {
  const found: Work[] = [];
  for (let index = first; index < Math.min(first + count, store.size); index++) {
    const from = store.began[index] ?? Number.NaN;
    if (Number.isNaN(from)) continue;
    const ended = store.ended[index]!;
    found.push({ index, from, to: Math.max(from, Number.isNaN(ended) ? now : ended), state: store.stateAt(index) });
  }
  return found;
}

/// From the first beginning to the last end.
export function spanOf(work: Work[]): { from: number; to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const one of work) {
    from = Math.min(from, one.from);
    to = Math.max(to, one.to);
  }
  return { from, to };
}

/// A stretch of time and its place; nothing worked in one that is `folded`.
export type Stretch = { from: number; to: number; left: number; right: number; folded: boolean };
export type Axis = { from: number; to: number; stretches: Stretch[] };

const foldedFrom = 0.1; // of the whole span
const foldedWidth = 0.05;

export function axisOf(work: Work[]): Axis | null {
  if (work.length === 0) return null;
  const busy = merged(work);
  const from = busy[0]!.from;
  const to = Math.max(busy.at(-1)!.to, from + 1);
  const parts: Omit<Stretch, "left" | "right">[] = [];
  for (const one of busy) {
    const last = parts.at(-1);
    const isLong = last && one.from - last.to > foldedFrom * (to - from);
    if (isLong) parts.push({ from: last.to, to: one.from, folded: true }, { ...one, folded: false });
    else if (last) last.to = one.to;
    else parts.push({ ...one, folded: false });
  }
  return { from, to, stretches: placed(parts) };
}

function merged(work: Work[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { from, to } of work.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else spans.push({ from, to });
  }
  return spans;
}

function placed(parts: Omit<Stretch, "left" | "right">[]): Stretch[] {
  const folds = parts.filter((one) => one.folded).length;
  const worked = parts.reduce((sum, one) => sum + (one.folded ? 0 : one.to - one.from), 0) || 1;
  const room = 1 - folds * foldedWidth;
  let left = 0;
  return parts.map((one) => {
    const width = one.folded ? foldedWidth : (room * (one.to - one.from)) / worked;
    const stretch = { ...one, left, right: left + width };
    left += width;
    return stretch;
  });
}

/// From 0 to 1.
export function placeOf(axis: Axis, at: number): number {
  const stretch = axis.stretches.find((one) => at <= one.to) ?? axis.stretches.at(-1)!;
  const share = (at - stretch.from) / (stretch.to - stretch.from || 1);
  return stretch.left + Math.min(1, Math.max(0, share)) * (stretch.right - stretch.left);
}

export type Tick = { at: number; place: number };

/// Instants to write above the lanes, never within a fold.
export function ticksOf(axis: Axis, count: number): Tick[] {
  const ticks: Tick[] = [];
  for (let tick = 0; tick <= count; tick++) {
    const place = tick / count;
    const stretch = axis.stretches.find((one) => place <= one.right + 1e-9) ?? axis.stretches.at(-1)!;
    if (stretch.folded) continue;
    const share = (place - stretch.left) / (stretch.right - stretch.left || 1);
    ticks.push({ at: stretch.from + share * (stretch.to - stretch.from), place });
  }
  return ticks;
}

const failed = new Set<HostState>(["failed", "interrupted"]);

/// Of many hosts, for each of `count` slices of the line: how many worked, how many ended badly.
export type Crowd = { working: number[]; failed: number[]; most: number };

export function crowdOf(work: Work[], axis: Axis, count: number): Crowd {
  const change = new Array<number>(count + 1).fill(0);
  const bad = new Array<number>(count).fill(0);
  const slice = (at: number) => Math.min(count - 1, Math.floor(placeOf(axis, at) * count));
  for (const one of work) {
    change[slice(one.from)]! += 1;
    change[slice(one.to) + 1]! -= 1;
    if (failed.has(one.state)) bad[slice(one.to)]! += 1;
  }
  let now = 0;
  const working = bad.map((_, at) => (now += change[at]!));
  return { working, failed: bad, most: Math.max(0, ...working) };
}

/// The largest number that worked at one instant, whatever the slices.
export function mostAtOnce(work: Work[]): number {
  const moments = work.flatMap((one) => [[one.from, 1], [one.to, -1]] as [number, number][]);
  moments.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let now = 0;
  let most = 0;
  for (const [, change] of moments) most = Math.max(most, (now += change));
  return most;
}

export const slowest = (work: Work[], count: number): Work[] =>
  work.toSorted((a, b) => b.to - b.from - (a.to - a.from)).slice(0, count);

/// A lane is a wave, or several of them in a row where there are too many to tell apart.
export type TimeLane = { name: string; waves: number[]; first: number; count: number };

export function lanesOf(waves: { name: string; first: number; count: number }[], most: number): TimeLane[] {
  const size = Math.ceil(waves.length / most) || 1;
  const lanes: TimeLane[] = [];
  for (let at = 0; at < waves.length; at += size) {
    const group = waves.slice(at, at + size);
    const [first, last] = [group[0]!, group.at(-1)!];
    lanes.push({
      name: first === last ? first.name : `${first.name} – ${last.name}`,
      waves: group.map((_, index) => at + index),
      first: first.first,
      count: group.reduce((sum, one) => sum + one.count, 0),
    });
  }
  return lanes;
}
