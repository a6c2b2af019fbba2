// Flows: the library's list, one flow, and where each opens.
import { queryOptions } from "@tanstack/react-query";
import type { TreeType } from "@/kit/badge";
import { api, read, type Schemas } from "./client";

export type FlowSummary = Schemas["TreeSummary"];

/// Where a flow opens: a maintenance flow on its page of schedule and launches.
export function flowPath(flow: { id: string; tree_type: TreeType }): string {
  return flow.tree_type === "maintenance" ? `/flows/${flow.id}/maintenance` : `/flows/${flow.id}`;
}

export const flowSearchQuery = (text: string) =>
  queryOptions({
    queryKey: ["trees", "search", text],
    staleTime: 10_000,
    queryFn: async () =>
      (await read(api.GET("/trees", { params: { query: { search: text, limit: 8 } } }))).items,
  });
