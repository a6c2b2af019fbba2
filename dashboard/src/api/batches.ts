// Batches: what was launched of a flow, and launching.
import { queryOptions } from "@tanstack/react-query";
import { api, read, type Schemas } from "./client";

export type BatchHead = Schemas["BatchHead"];
export type SessionCounts = Schemas["SessionCounts"];
export type LaunchRequest = Schemas["LaunchRequest"];
export type LaunchPreview = Schemas["LaunchPreview"];

export const batchesQuery = (filter: { tree_id?: string; status?: string }) =>
  queryOptions({
    queryKey: ["batches", filter],
    queryFn: () => read(api.GET("/batches", { params: { query: { ...filter, limit: 50 } } })),
  });

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
