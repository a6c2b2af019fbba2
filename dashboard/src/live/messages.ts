// What the pages and the shared worker say to each other.
import type { components } from "@/api/schema";

/// Something changed in the team.
export type Change = components["schemas"]["EventChange"];

/// Where sessions of a batch stand: the body of a change of kind `sessions_changed`.
export type SessionPlace = components["schemas"]["EventSessions"]["sessions"][number];

/// The sessions that moved; none where the change is another one.
export function movedSessions(change: Change): SessionPlace[] {
  if (change.kind !== "sessions_changed") return [];
  return (change.body as unknown as components["schemas"]["EventSessions"]).sessions;
}

export type LiveEvent =
  | { kind: "hello"; build: string }
  | { kind: "changes"; changes: Change[] }
  | { kind: "resync" };

export type ToWorker =
  | { kind: "open"; url: string; topics: string[] }
  | { kind: "close" };

export type FromWorker =
  | { kind: "event"; event: LiveEvent }
  | { kind: "status"; status: LiveStatus };

/// `stale`: nothing was heard for longer than the server's heartbeat allows.
export type LiveStatus = { state: "connecting" | "live" | "stale"; heardAt: number };
