// The team's saved lists of targets.
import { queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type TargetListHead = Schemas["TargetListHead"];
export type TargetList = Schemas["TargetList"];
export type TargetListInput = Schemas["TargetListInput"];

export const targetListsQuery = (q = "") =>
  queryOptions({
    queryKey: ["target-lists", "all", q],
    queryFn: () =>
      read(
        api.GET("/target-lists", { params: { query: { q: q || undefined, sort: "name", limit: 200 } } }),
      ),
    placeholderData: (before) => before,
  });

const at = (id: string) => ({ path: { target_list_id: id } });

export const targetListQuery = (id: string) =>
  queryOptions({
    queryKey: ["target-lists", "one", id],
    queryFn: () => read(api.GET("/target-lists/{target_list_id}", { params: at(id) })),
  });

/// What a pasted text says, by the server's own reading.
export const pastedQuery = (text: string) =>
  queryOptions({
    queryKey: ["pasted", text],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => read(api.POST("/target-lists/read-text", { body: { text }, signal })),
    placeholderData: (before) => before,
  });

export const createTargetList = (body: TargetListInput) =>
  read(api.POST("/target-lists", { body }));

export const replaceTargetList = (list: TargetListHead, body: TargetListInput) =>
  read(
    api.PUT("/target-lists/{target_list_id}", {
      params: { ...at(list.id), header: ifMatch(list.version) },
      body,
    }),
  );

export const deleteTargetList = (id: string) =>
  read(
    api.DELETE("/target-lists/{target_list_id}", {
      params: { ...at(id), query: { confirm: true } },
    }),
  );
