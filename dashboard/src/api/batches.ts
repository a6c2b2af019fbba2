// Batches and their sessions: reading them, launching, and what people say to them.
import { queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type Batch = Schemas["Batch"];
export type BatchDetail = Schemas["BatchDetail"];
export type BatchSession = Schemas["BatchSession"];
export type BatchStep = Schemas["BatchStep"];
export type SessionDetail = Schemas["SessionDetail"];
export type SessionCounts = Schemas["SessionCounts"];
export type Prompt = Schemas["Prompt"];
export type LaunchRequest = Schemas["LaunchRequest"];
export type LaunchPreview = Schemas["LaunchPreview"];

export const batchesQuery = (filter: { tree_id?: string; schedule_id?: string; status?: string }) =>
  queryOptions({
    queryKey: ["batches", filter],
    queryFn: () => read(api.GET("/batches", { params: { query: { ...filter, limit: 50 } } })),
  });

const batchAt = (id: string) => ({ path: { batch_id: id } });
const sessionAt = (id: string) => ({ path: { session_id: id } });

export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ["batch", id],
    queryFn: () => read(api.GET("/batches/{batch_id}", { params: batchAt(id) })),
  });

export const batchSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["batch-sessions", id],
    queryFn: () => read(api.GET("/batches/{batch_id}/sessions", { params: batchAt(id) })),
  });

export const sessionDetailQuery = (id: string) =>
  queryOptions({
    queryKey: ["session-detail", id],
    queryFn: () => read(api.GET("/sessions/{session_id}", { params: sessionAt(id) })),
  });

export type OutputRange = { stage: string; step: number; from: number; length: number };

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

export const answerGates = (id: string, body: Schemas["GateAnswer"]) =>
  read(api.POST("/batches/{batch_id}/gates", { params: batchAt(id), body }));

export const answerGate = (session: string, body: Schemas["GateAnswer"]) =>
  read(api.POST("/sessions/{session_id}/gate", { params: sessionAt(session), body }));

export type BatchVerb = "pause" | "resume" | "cancel" | "retry" | "approve-ring" | "reject-ring";

export const tellBatch = (batch: { batch_id: string; version: number }, verb: BatchVerb, reason: string) =>
  read(
    api.POST(`/batches/{batch_id}/${verb}`, {
      params: { ...batchAt(batch.batch_id), header: ifMatch(batch.version) },
      body: { reason },
    }),
  );

export type SessionVerb = "cancel" | "retry" | "skip" | "skip-step" | "mark-done" | "pause" | "resume";

export const tellSession = (session: string, verb: SessionVerb, reason: string) =>
  read(
    api.POST(`/sessions/{session_id}/${verb}`, { params: sessionAt(session), body: { reason } }),
  );
