// Which hosts of a run are shown.
import type { RunStore } from "./run_store";

export type RunFilter = { state?: string; wave?: number; q?: string };

/// Positions of the hosts that fit, ring after ring and by name.
export function fitting(store: RunStore, filter: RunFilter): number[] {
  const words = filter.q?.toLowerCase();
  const found: number[] = [];
  for (const index of store.order) {
    const host = store.sessions[index]!;
    if (filter.state && store.stateAt(index) !== filter.state) continue;
    if (filter.wave !== undefined && host.wave !== filter.wave) continue;
    if (words && !host.target_label.toLowerCase().includes(words)) continue;
    found.push(index);
  }
  return found;
}
