// What the server says has changed is asked for again, wherever it is shown.
import { type QueryClient, type QueryFilters, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { useLiveEvents, useTopic } from "./live";
import type { LiveEvent } from "./messages";

/// The topics of the whole team, and the first words of the queries that a change of them makes old.
const queriesOf: Record<string, string[]> = {
  trees: ["trees", "tree", "counts"],
  target_lists: ["target-lists"],
  servers: ["servers", "server"],
  schedules: ["schedules", "schedule", "approvals", "calendar"],
  windows: ["windows", "calendar"],
  freezes: ["freezes", "calendar"],
  budgets: ["budgets"],
  batches: ["batches", "batch", "sessions", "approvals", "server-history"],
  prompts: ["approvals", "prompts"],
  notifications: ["notifications"],
  people: ["people"],
};
const teamTopics = Object.keys(queriesOf).join(",");

const gatherFor = 250; // a burst of events is one round of questions

/// Also what is being read just now, which may have been read too early.
export async function readAgain(queries: QueryClient, filters: QueryFilters = {}) {
  await queries.cancelQueries({ ...filters, type: "active" });
  await queries.invalidateQueries(filters);
}

export function useRefresh() {
  const queries = useQueryClient();
  const waiting = useRef(new Set<string>());
  const hasBegun = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hear = useCallback(
    (event: LiveEvent) => {
      // What was read before the stream began may have changed just before it did.
      const isFirst = event.kind === "hello" && !hasBegun.current;
      if (event.kind === "hello") hasBegun.current = true;
      if (event.kind === "resync" || isFirst) void readAgain(queries);
      if (event.kind !== "changes") return;
      for (const change of event.changes) {
        for (const key of queriesOf[change.topic] ?? []) waiting.current.add(key);
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
  useTopic(teamTopics);
  useLiveEvents(hear);
}
