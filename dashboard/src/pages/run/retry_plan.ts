// What a retry means before anybody asks for it: which hosts run again, which are left alone, and of
// which nobody knows what their last step did.
import { hasGone, type HostState, type RunStore } from "./run_store";

/// `go_on`: each failed session from the step at which it stopped. `anew`: a batch of its own, from the
/// first step.
export type RetryWay = "go_on" | "anew";
export type RetryWhich = "not_completed" | "failed" | "all" | "chosen";

export type RetryHost = { id: string; label: string; state: HostState; step: number; reason: string; gone: boolean };
export type RetryPlan = { again: RetryHost[]; left: RetryHost[]; unknown: RetryHost[] };

const stopped: HostState[] = ["failed", "interrupted"];
const over = ["completed", "failed", "cancelled"];

/// In the order in which they are offered.
export function waysOf(status: string, failed: number): RetryWay[] {
  const ways: RetryWay[] = [];
  if (failed > 0 && ["halted", "failed", "paused"].includes(status)) ways.push("go_on");
  if (over.includes(status)) ways.push("anew");
  return ways;
}

export function hostsOf(store: RunStore): RetryHost[] {
  return store.order.map((index) => {
    const session = store.sessions[index]!;
    return {
      id: session.session_id,
      label: session.target_label,
      state: store.stateAt(index),
      step: store.steps[index] ?? 0,
      reason: session.reason,
      gone: hasGone(session),
    };
  });
}

/// Hosts that this way can take up at all.
export function candidates(hosts: RetryHost[], way: RetryWay): RetryHost[] {
  return hosts.filter((host) => host.label !== "" && (way === "anew" || stopped.includes(host.state)));
}

/// The choices that are not the same as another one, nor empty.
export function whichOf(hosts: RetryHost[], way: RetryWay): RetryWhich[] {
  const found = candidates(hosts, way);
  if (way === "go_on") return found.length > 1 ? ["failed", "chosen"] : ["failed"];
  const count = (which: RetryWhich) => planOf(hosts, way, which, new Set()).again.length;
  const offered: RetryWhich[] = [];
  if (count("not_completed") > 0) offered.push("not_completed");
  if (count("failed") > 0 && count("failed") < count("not_completed")) offered.push("failed");
  if (count("all") > count("not_completed")) offered.push("all");
  if (found.length > 1) offered.push("chosen");
  return offered;
}

/// What has gone since the approval runs again where somebody chooses it, and not otherwise.
export function planOf(hosts: RetryHost[], way: RetryWay, which: RetryWhich, chosen: Set<string>): RetryPlan {
  const can = new Set(candidates(hosts, way));
  const wanted: Record<RetryWhich, (host: RetryHost) => boolean> = {
    not_completed: (host) => host.state !== "completed" && !host.gone,
    failed: (host) => stopped.includes(host.state),
    all: (host) => !host.gone,
    chosen: (host) => chosen.has(host.id),
  };
  const again = hosts.filter((host) => can.has(host) && wanted[which](host));
  const taken = new Set(again);
  return {
    again,
    left: hosts.filter((host) => !taken.has(host)),
    unknown: again.filter((host) => host.state === "interrupted"),
  };
}
