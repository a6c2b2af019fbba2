// Where every host of a batch stands, outside of React: typed arrays that events change at once, and
// subscribers that hear of it ten times a second at most. With 10,000 hosts and 2,000 changes a second
// the page stays quick.
import type { BatchSession } from "@/api/batches";
import { type Change, movedSessions, type SessionPlace } from "@/live/messages";
import { naturalKey } from "@/text/natural";

/// The order of the numbers in `states`.
export const hostStates = [
  "pending",
  "running",
  "awaiting_approval",
  "awaiting_person",
  "paused",
  "interrupted",
  "completed",
  "failed",
  "cancelled",
  "skipped",
] as const;
export type HostState = (typeof hostStates)[number];
const numberOf = new Map<string, number>(hostStates.map((state, index) => [state, index]));

const flushEvery = 100;
const heardMax = 50_000;

/// Had its target gone before the run began? Then no ring holds it.
export function hasGone(session: { wave: number }): boolean {
  return session.wave < 0;
}

function byRingAndName(hosts: BatchSession[]): number[] {
  const keys = hosts.map((host) => naturalKey(host.target_label));
  const compare = (a: number, b: number) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0);
  const rings = hosts.map((host) => (hasGone(host) ? Number.MAX_SAFE_INTEGER : host.wave));
  return hosts.map((_, index) => index).sort((a, b) => rings[a]! - rings[b]! || compare(a, b));
}

export class RunStore {
  sessions: BatchSession[] = [];
  /// Positions as people look for hosts: ring after ring, by name within each; those that are gone last.
  order: number[] = [];
  states = new Uint8Array(0);
  steps = new Int16Array(0);
  /// Milliseconds since 1970; not a number where it has not begun or ended.
  began = new Float64Array(0);
  ended = new Float64Array(0);
  #positions = new Map<string, number>();
  /// Heard since the snapshot that is on its way was asked for: it may not know of them. Null: none is.
  #heard: Change[] | null = null;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /// Grows with each flush: what `useSyncExternalStore` compares.
  revision = 0;
  /// Sessions that are not known yet, or changed in a way that events alone don't tell.
  isIncomplete = false;

  /// A snapshot is asked for.
  beginReading() {
    this.#heard = [];
  }

  /// Takes a snapshot; what was heard meanwhile counts more. Re-checks of a ring are no hosts of their own.
  load(sessions: BatchSession[]) {
    const hosts = sessions.filter((session) => !session.recheck);
    this.sessions = hosts;
    this.order = byRingAndName(hosts);
    this.states = Uint8Array.from(hosts, (host) => numberOf.get(host.status) ?? 0);
    this.steps = Int16Array.from(hosts, (host) => host.step);
    this.began = Float64Array.from(hosts, (host) => host.started_at ?? Number.NaN);
    this.ended = Float64Array.from(hosts, (host) => host.ended_at ?? Number.NaN);
    this.#positions = new Map(hosts.map((host, index) => [host.session_id, index]));
    const heard = this.#heard ?? [];
    this.#heard = null;
    this.isIncomplete = heard.length > heardMax;
    for (const change of heard) this.#applyOne(change);
    this.#flush();
  }

  apply(changes: Change[]) {
    for (const change of changes) this.#applyOne(change);
    if (this.#heard && this.#heard.length <= heardMax) this.#heard.push(...changes);
    this.#flushSoon();
  }

  get size(): number {
    return this.sessions.length;
  }

  stateAt(index: number): HostState {
    return hostStates[this.states[index] ?? 0] ?? "pending";
  }

  /// How long a host took, in milliseconds; null where it has not ended.
  tookAt(index: number): number | null {
    const took = (this.ended[index] ?? Number.NaN) - (this.began[index] ?? Number.NaN);
    return Number.isNaN(took) ? null : took;
  }

  indexOf(sessionId: string): number {
    return this.#positions.get(sessionId) ?? -1;
  }

  /// How many of the hosts of `[first, first + count)` are in each state.
  counts(first = 0, count = this.size): Record<HostState, number> {
    const found = Object.fromEntries(hostStates.map((state) => [state, 0])) as Record<HostState, number>;
    for (let index = first; index < Math.min(first + count, this.size); index++) {
      found[this.stateAt(index)]++;
    }
    return found;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  #applyOne(change: Change) {
    // Halted and cancelled batches change sessions without an event for each.
    if (change.kind === "batch_halted" || change.kind === "batch_resumed" || change.kind === "batch_ended") {
      this.isIncomplete = true;
    }
    for (const session of movedSessions(change)) this.#place(session);
  }

  #place(session: SessionPlace) {
    const index = this.indexOf(session.session_id);
    if (index < 0) return;
    this.states[index] = numberOf.get(session.status) ?? 0;
    this.steps[index] = session.step;
    this.began[index] = session.started_at ?? Number.NaN;
    this.ended[index] = session.ended_at ?? Number.NaN;
  }

  #flushSoon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, flushEvery);
  }

  #flush() {
    this.revision++;
    for (const listener of this.#listeners) listener();
  }
}
