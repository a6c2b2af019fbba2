// What the pages and the shared worker say to each other.

/// One event of the server's stream.
export type LiveEvent = { topic: string; type: string; id: string; data: unknown };

export type ToWorker =
  | { kind: "open"; url: string; topics: string[] }
  | { kind: "topics"; topics: string[] }
  | { kind: "close" };

export type FromWorker =
  | { kind: "event"; event: LiveEvent }
  | { kind: "status"; status: LiveStatus };

/// `stale`: nothing was heard for longer than the server's heartbeat allows.
export type LiveStatus = { state: "connecting" | "live" | "stale"; heardAt: number };
