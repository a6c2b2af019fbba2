// Batches and their sessions: reading them, launching, and what people say to them.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type Batch = Schemas["Batch"];
export type BatchDetail = Schemas["BatchDetail"];
export type BatchSession = Schemas["BatchSession"];
export type BatchStep = Schemas["ShownStep"];
export type SessionDetail = Schemas["SessionDetail"];
export type SessionCounts = Schemas["SessionCounts"];
export type Prompt = Schemas["Prompt"];
export type LaunchRequest = Schemas["LaunchRequest"];
export type LaunchPreview = Schemas["LaunchPreview"];

export type BatchFilter = { tree_id?: string; schedule_id?: string; status?: Batch["status"] };

export const batchesQuery = (filter: BatchFilter) =>
  queryOptions({
    queryKey: ["batches", filter],
    queryFn: () => read(api.GET("/batches", { params: { query: { ...filter, limit: 50 } } })),
  });

/// Those in any of these states, newest first: what is under way is never more than a few pages.
export const batchesInQuery = (statuses: Batch["status"][]) =>
  queryOptions({
    queryKey: ["batches", "in", statuses],
    queryFn: async () => {
      const pages = await Promise.all(
        statuses.map((status) => read(api.GET("/batches", { params: { query: { status, limit: 200 } } }))),
      );
      return pages.flatMap((page) => page.items).sort((a, b) => b.created_at - a.created_at);
    },
  });

/// The whole history, page by page.
export const batchPagesQuery = infiniteQueryOptions({
  queryKey: ["batches", "pages"],
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam }) => read(api.GET("/batches", { params: { query: { limit: 50, cursor: pageParam } } })),
  getNextPageParam: (page) => page.next_cursor ?? undefined,
});

const batchAt = (id: string) => ({ path: { batch_id: id } });
const sessionAt = (id: string) => ({ path: { session_id: id } });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ["batch", id],
    queryFn: () => read(api.GET("/batches/{batch_id}", { params: batchAt(id) })),
  });

export const readBatchSessions = (id: string) => read(api.GET("/batches/{batch_id}/sessions", { params: batchAt(id) }));

export const batchSessionsQuery = (id: string) =>
  queryOptions({ queryKey: ["batch-sessions", id], queryFn: () => readBatchSessions(id) });

export const sessionDetailQuery = (id: string) =>
  queryOptions({
    queryKey: ["session-detail", id],
    queryFn: () => read(api.GET("/sessions/{session_id}", { params: sessionAt(id) })),
  });

export type Stage = "steps" | "rollback";
export type OutputRange = { stage: Stage; step: number; from: number; length: number };

export const readOutput = (session: string, query: OutputRange, signal?: AbortSignal) =>
  read(
    api.GET("/sessions/{session_id}/output", { params: { ...sessionAt(session), query }, signal }),
  );

export const launchPreviewQuery = (request: LaunchRequest) =>
  queryOptions({
    queryKey: ["launch-preview", request],
    retry: false,
    staleTime: 5_000,
    queryFn: ({ signal }) => read(api.POST("/sessions/batch/preview", { body: request, signal })),
    placeholderData: (before) => before,
  });

export const launchBatch = (request: LaunchRequest, key: string) =>
  read(
    api.POST("/sessions/batch", {
      params: { header: { "Idempotency-Key": key } },
      body: request,
    }),
  );

export const decideLaunch = (id: string, body: Schemas["LaunchDecision"]) =>
  read(api.POST("/batches/{batch_id}/decision", { params: batchAt(id), body }));

export const answerGates = (id: string, body: Schemas["StepGateAnswer"]) =>
  read(api.POST("/batches/{batch_id}/gates", { params: batchAt(id), body }));

type AtVersion = { batch_id: string; version: number };

export const answerRing = (batch: AtVersion, body: Schemas["GateWord"]) =>
  read(
    api.POST("/batches/{batch_id}/ring", {
      params: { ...batchAt(batch.batch_id), header: ifMatch(batch.version) },
      body,
    }),
  );

export type BatchVerb = "pause" | "resume" | "continue" | "cancel";

/// Without a version: sessions move all the time, and what does not fit the state is refused anyway.
export const tellBatch = (id: string, verb: BatchVerb, comment: string) =>
  read(api.POST(`/batches/{batch_id}/${verb}`, { params: batchAt(id), body: { comment } }));

export type Retry = { only_not_completed?: boolean; session_ids?: string[]; manual_confirmed?: boolean };

/// What was approved then, once more, as a batch of its own that is linked to this one.
export const retryBatch = (id: string, body: Retry, key: string) =>
  read(api.POST("/batches/{batch_id}/retry", { params: { ...batchAt(id), header: { "Idempotency-Key": key } }, body }));

export type SessionVerb = "cancel" | "skip" | "retry" | "rollback" | "skip-step" | "mark-done";

export function tellSession(id: string, verb: SessionVerb, reason: string): Promise<SessionDetail> {
  const params = sessionAt(id);
  if (verb === "skip-step" || verb === "mark-done") {
    const as = verb === "skip-step" ? "skipped" : "done";
    return read(api.POST("/sessions/{session_id}/resolve", { params, body: { as, reason } }));
  }
  return read(api.POST(`/sessions/{session_id}/${verb}`, { params, body: { reason } }));
}

export type StepMark = "done" | "done_with_issues" | "skipped" | "failed";

export const answerStep = (session: { session_id: string; version: number }, mark: StepMark, text: string) =>
  read(
    api.POST("/sessions/{session_id}/answer", {
      params: { ...sessionAt(session.session_id), header: ifMatch(session.version) },
      body: { mark, text },
    }),
  );

export type TargetNames = { target_list_id?: string; targets?: { label: string; notes: string }[]; manual_confirmed: boolean };

/// Splits a session that has no target yet into one for each.
export const nameTargets = (session: string, body: TargetNames) =>
  read(api.POST("/sessions/{session_id}/targets", { params: sessionAt(session), body }));

export type WhyOf = { batch: string } | { session: string } | { schedule: string };

/// Every reason at once why something does not go on; none where nothing is in its way.
export const whyNotQuery = (of: WhyOf) =>
  queryOptions({
    queryKey: ["batch", "why", of],
    queryFn: () => {
      if ("session" in of) return read(api.GET("/sessions/{session_id}/why", { params: sessionAt(of.session) }));
      if ("schedule" in of) {
        return read(api.GET("/schedules/{schedule_id}/why", { params: { path: { schedule_id: of.schedule } } }));
      }
      return read(api.GET("/batches/{batch_id}/why", { params: batchAt(of.batch) }));
    },
  });

/// What a step wrote on all targets, each text once.
export const outputGroupsQuery = (id: string, stage: Stage, step: number) =>
  queryOptions({
    queryKey: ["batch", id, "outputs", stage, step],
    queryFn: () =>
      read(api.GET("/batches/{batch_id}/outputs", { params: { ...batchAt(id), query: { stage, step } } })),
  });

/// What changed on the hosts, rolled up over all of them.
export const changesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["batch", id, "changes"],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/batches/{batch_id}/changes", { params: { ...batchAt(id), query: { limit: 50, cursor: pageParam } } }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
