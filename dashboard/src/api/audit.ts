// The audit log: who changed what, newest first.
import { infiniteQueryOptions } from "@tanstack/react-query";
import { api, apiBase, read, type Schemas } from "./client";

export type AuditEntry = Schemas["AuditEntry"];
export type AuditFilter = { action?: string; actor?: string; from?: number; to?: number };

export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(api.GET("/audit", { params: { query: { ...filter, limit: 50, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

/// What the filter lets through, as a file.
export function auditFile(filter: AuditFilter, format: "csv" | "jsonl"): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  query.set("format", format);
  return `${apiBase}/audit/export?${query}`;
}
