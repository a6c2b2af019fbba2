// What the team's people are told inside the product: the bell and its inbox.
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, read } from "./client";

export type Told = "all" | "unread";

/// The latest hundred, or of those that are not read.
export const notificationsQuery = (which: Told) =>
  queryOptions({
    queryKey: ["notifications", which],
    queryFn: () => read(api.GET("/notifications", { params: { query: which === "unread" ? { unread: "true" } : {} } })),
    placeholderData: (before) => before,
  });

export type Notification = Awaited<ReturnType<NonNullable<ReturnType<typeof notificationsQuery>["queryFn"]>>>["items"][number];

/// Without ids: all that there are by now.
export function useReading() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids?: string[]) => read(api.POST("/notifications/read", ids ? { body: { ids } } : {})),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["notifications"] }),
  });
}
