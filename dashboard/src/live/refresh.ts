// What the server says has changed is asked for again, wherever it is shown.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useLiveEvents } from "./live";
import type { LiveEvent } from "./messages";

/// The first word of an event's type or topic, and the first words of the queries it makes old.
const queriesOf: Record<string, string[]> = {
  tree: ["trees", "tree", "counts"],
  trees: ["trees", "tree", "counts"],
  target_list: ["target-lists"],
  target_lists: ["target-lists"],
  server: ["servers"],
  servers: ["servers"],
  schedule: ["schedules", "schedule", "approvals"],
  batch: ["batches", "batch", "sessions", "approvals"],
  session: ["sessions", "batch"],
  approval: ["approvals", "batch", "schedule"],
  notification: ["notifications"],
};

const gatherFor = 250; // a burst of events is one round of questions

export function useRefresh() {
  const queries = useQueryClient();
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hear = useCallback(
    (event: LiveEvent) => {
      if (event.type === "resync") {
        void queries.invalidateQueries();
        return;
      }
      const data = event.data as { type?: string; kind?: string } | null;
      const named = [event.type, event.topic, data?.type ?? "", data?.kind ?? ""];
      for (const word of named.map((name) => name.split(/[.:]/)[0] ?? "")) {
        for (const key of queriesOf[word] ?? []) waiting.current.add(key);
      }
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        const keys = waiting.current;
        waiting.current = new Set();
        void queries.invalidateQueries({
          predicate: (query) => keys.has(String(query.queryKey[0])),
        });
      }, gatherFor);
    },
    [queries],
  );
  useLiveEvents("team", hear);
}
