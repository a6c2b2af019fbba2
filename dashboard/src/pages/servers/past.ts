// What is known of a server's past, in one order: what ran on it and how its mode was changed; and the
// moments at which a snapshot of it was taken.
import type { Schemas } from "@/api/client";
import type { ServerSession, SnapshotName } from "@/api/servers";

export type ModeChange = Schemas["ModeChangePage"]["items"][number];
export type Past = { at: number; session: ServerSession } | { at: number; mode: ModeChange };

/// Newest first. Changes of the mode from before the oldest session that has been read wait for it, unless
/// there is none older.
export function pastOf(sessions: ServerSession[], modes: ModeChange[], hasAll: boolean): Past[] {
  const oldest = hasAll ? Number.NEGATIVE_INFINITY : (sessions.at(-1)?.launched_at ?? 0);
  const past: Past[] = [
    ...sessions.map((session) => ({ at: session.launched_at, session })),
    ...modes.filter((mode) => mode.at >= oldest).map((mode) => ({ at: mode.at, mode })),
  ];
  return past.sort((a, b) => b.at - a.at);
}

export type Shot = SnapshotName & { key: string; at: number; name: string };

const keyOf = ({ session, moment }: SnapshotName) => `${session}:${moment}`;

/// Newest first.
export function shotsOf(sessions: ServerSession[]): Shot[] {
  const shots = sessions.flatMap((one): Shot[] => {
    const shot = (moment: SnapshotName["moment"], at: number) => ({
      session: one.session_id, moment, at, name: one.name, key: keyOf({ session: one.session_id, moment }),
    });
    return [
      ...(one.has_after ? [shot("after", one.ended_at ?? one.launched_at)] : []),
      ...(one.has_before ? [shot("before", one.started_at ?? one.launched_at)] : []),
    ];
  });
  return shots.sort((a, b) => b.at - a.at);
}

/// As it stands in the address; null where it names no snapshot.
export function snapshotOf(key: string | undefined): SnapshotName | null {
  const [session, moment] = (key ?? "").split(":");
  return session && (moment === "before" || moment === "after") ? { session, moment } : null;
}
