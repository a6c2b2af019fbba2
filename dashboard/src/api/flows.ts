// Flows: the library's list, one flow, what can be done with it, and where each opens.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { TreeType } from "@/kit/badge";
import { api, ifMatch, read, type Schemas } from "./client";

export type FlowHead = Schemas["TreeHead"];
export type Flow = Schemas["Tree"];
export type Step = Schemas["ParsedStep"];

/// Where a flow opens: a maintenance flow on its page of schedule and launches.
export function flowPath(flow: { id: string; tree_type: TreeType }): string {
  return flow.tree_type === "maintenance" ? `/flows/${flow.id}/maintenance` : `/flows/${flow.id}`;
}

export type LibraryFilter = { type?: TreeType; q?: string; tag?: string; archived?: boolean };

export const libraryQuery = (filter: LibraryFilter) =>
  infiniteQueryOptions({
    queryKey: ["trees", "library", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/trees", {
          params: { query: { ...filter, sort: "name", limit: 100, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

export const flowSearchQuery = (text: string) =>
  queryOptions({
    queryKey: ["trees", "search", text],
    staleTime: 10_000,
    queryFn: async () =>
      (await read(api.GET("/trees", { params: { query: { q: text || undefined, limit: 8 } } })))
        .items,
    placeholderData: (before) => before,
  });

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ["tree", id],
    queryFn: () => read(api.GET("/trees/{tree_id}", { params: { path: { tree_id: id } } })),
  });

export const createFlow = (body: Schemas["NewTree"]) => read(api.POST("/trees", { body }));

/// Sent as it is: the file's bytes are the flow.
export const importFlow = (markdown: string) =>
  read(
    api.POST("/trees/import", {
      body: markdown,
      bodySerializer: (text: string) => text,
      headers: { "Content-Type": "text/markdown" },
    }),
  );

const at = (id: string) => ({ path: { tree_id: id } });

export const duplicateFlow = (id: string) =>
  read(api.POST("/trees/{tree_id}/duplicate", { params: at(id), body: {} }));

export const archiveFlow = (flow: { id: string; archived_at: number | null }) =>
  flow.archived_at === null
    ? read(api.POST("/trees/{tree_id}/archive", { params: at(flow.id) }))
    : read(api.POST("/trees/{tree_id}/unarchive", { params: at(flow.id) }));

export const deleteFlow = (flow: { id: string; version: number }) =>
  read(
    api.DELETE("/trees/{tree_id}", { params: { ...at(flow.id), header: ifMatch(flow.version) } }),
  );

export const saveMarkdown = (flow: { id: string; version: number }, markdown: string) =>
  read(
    api.PUT("/trees/{tree_id}/markdown", {
      params: { ...at(flow.id), header: ifMatch(flow.version) },
      body: { markdown },
    }),
  );

export const lintMarkdown = (markdown: string, signal?: AbortSignal) =>
  read(api.POST("/trees/lint", { body: { markdown }, signal }));

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["versions", id],
    queryFn: () => read(api.GET("/trees/{tree_id}/versions", { params: { ...at(id), query: { limit: 100 } } })),
  });

/// A stored version never changes.
export const versionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ["version", id, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      read(api.GET("/trees/{tree_id}/versions/{version}", { params: { path: { tree_id: id, version } } })),
  });
