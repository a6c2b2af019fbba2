// What a run that is over leaves to read: how long hosts took, the slowest of them, and failures that are
// the same said once. From what the run view has already; nothing is asked of the server.
import type { BatchSession } from "@/api/batches";
import { byName } from "@/text/natural";

export type SlowHost = { id: string; label: string; took: number };
export type FailureGroup = { step: number; stage: string; reason: string; status: string; hosts: BatchSession[] };
export type EndReport = { measured: number; median: number; slowest: SlowHost[]; failures: FailureGroup[] };

const slowestMax = 5;
const bad = new Set(["failed", "interrupted"]);

export function endReport(sessions: BatchSession[]): EndReport {
  const took = sessions
    .filter((one) => one.started_at !== null && one.ended_at !== null && one.status === "completed")
    .map((one) => ({ id: one.session_id, label: one.target_label, took: one.ended_at! - one.started_at! }))
    .sort((a, b) => b.took - a.took);
  const median = took[Math.floor(took.length / 2)]?.took ?? 0;
  return {
    measured: took.length,
    median,
    slowest: took.filter((one) => one.took > 2 * median).slice(0, slowestMax),
    failures: groupFailures(byName(sessions.filter((one) => bad.has(one.status)), (one) => one.target_label)),
  };
}

/// Numbers and names of the hosts in a reason differ from host to host and say nothing of its kind.
function kindOf(session: BatchSession): string {
  const reason = session.reason.replaceAll(session.target_label, "…").replace(/\d+/g, "0");
  return JSON.stringify([session.stage, session.step, session.status, reason]);
}

function groupFailures(sessions: BatchSession[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const one of sessions) {
    const kind = kindOf(one);
    const { step, stage, reason, status } = one;
    const group = groups.get(kind) ?? { step, stage, reason, status, hosts: [] };
    group.hosts.push(one);
    groups.set(kind, group);
  }
  return [...groups.values()].sort((a, b) => b.hosts.length - a.hosts.length);
}
