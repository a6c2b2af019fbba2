// The data of the run view: the batch, its hosts in a store, and live events into both.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { batchQuery, batchSessionsQuery, readBatchSessions } from "@/api/batches";
import { useLiveEvents, useTopic } from "@/live/live";
import { type LiveEvent, movedSessions } from "@/live/messages";
import { readAgain } from "@/live/refresh";
import { RunStore } from "./run_store";

const readAgainAfter = 700; // a burst of events is one reading

export function useRun(batchId: string) {
  const [store] = useState(() => new RunStore());
  const queries = useQueryClient();
  const batch = useQuery(batchQuery(batchId));
  const sessions = useQuery({
    ...batchSessionsQuery(batchId),
    staleTime: 30_000,
    queryFn: () => {
      store.beginReading();
      return readBatchSessions(batchId);
    },
  });
  const { data, dataUpdatedAt: readAt } = sessions;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const readSoon = useCallback(() => {
    if (timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: ["batch", batchId] });
      if (store.isIncomplete) void queries.invalidateQueries({ queryKey: ["batch-sessions", batchId] });
    }, readAgainAfter);
  }, [store, queries, batchId]);

  useEffect(() => {
    if (!data || readAt === 0) return; // also where it says the same as the one before
    store.load(data.items);
    if (store.isIncomplete) readSoon();
  }, [store, data, readAt, readSoon]);

  const hear = useCallback(
    (event: LiveEvent) => {
      // The stream begins, also with this topic, after the batch was read: what fell between is read again.
      if (event.kind !== "changes") {
        for (const name of ["batch", "batch-sessions"]) void readAgain(queries, { queryKey: [name, batchId] });
        return;
      }
      const mine = event.changes.filter((one) => one.subject === batchId);
      if (mine.length === 0) return;
      store.apply(mine);
      const moved = new Set(mine.flatMap(movedSessions).map((one) => one.session_id));
      readSoon();
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === "session-detail" && moved.has(String(queryKey[1])),
      });
    },
    [store, queries, batchId, readSoon],
  );
  useTopic(`sessions:${batchId}`);
  useLiveEvents(hear);
  return { store, batch, sessions };
}

/// Renders again when the store has flushed.
export function useRevision(store: RunStore): number {
  return useSyncExternalStore(store.subscribe, () => store.revision);
}
