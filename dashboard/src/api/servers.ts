// The machines of the team.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type ServerHead = Schemas["ServerHead"];
export type Server = Schemas["Server"];
export type ServerMode = Schemas["ServerMode"];
export type ServerFilter = {
  q?: string;
  role?: string;
  site?: string;
  tag?: string;
  os_family?: string;
  mode?: ServerMode;
};

export const serversQuery = (filter: ServerFilter) =>
  infiniteQueryOptions({
    queryKey: ["servers", "list", filter],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(
        api.GET("/servers", {
          params: { query: { ...filter, sort: "name", limit: 200, cursor: pageParam } },
        }),
      ),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

export const serverCountsQuery = queryOptions({
  queryKey: ["servers", "counts"],
  queryFn: () => read(api.GET("/servers/counts")),
});

/// A selector as plans have it; the contract leaves its inside open.
export type Selector = Schemas["SelectServers"]["selector"];

export const selectedServersQuery = (selector: Selector) =>
  queryOptions({
    queryKey: ["servers", "selected", selector],
    retry: false,
    queryFn: ({ signal }) => read(api.POST("/servers/select", { body: { selector }, signal })),
    placeholderData: (before) => before,
  });

const at = (id: string) => ({ path: { server_id: id } });

export const serverQuery = (id: string) =>
  queryOptions({
    queryKey: ["server", id],
    queryFn: () => read(api.GET("/servers/{server_id}", { params: at(id) })),
  });

export const serverModesQuery = (id: string) =>
  queryOptions({
    queryKey: ["server", id, "modes"],
    queryFn: () => read(api.GET("/servers/{server_id}/modes", { params: at(id) })),
  });

export type ServerSession = Schemas["ServerSession"];

export const serverSessionsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["server-history", id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(api.GET("/servers/{server_id}/sessions", { params: { ...at(id), query: { limit: 50, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });

/// A snapshot is named by its session and whether it was taken before or after it.
export type SnapshotName = { session: string; moment: Schemas["SnapshotMoment"] };

export const serverChangesQuery = (id: string, from: SnapshotName, to: SnapshotName) =>
  queryOptions({
    queryKey: ["server-history", id, "changes", from, to],
    staleTime: Number.POSITIVE_INFINITY, // what was seen then stays so
    queryFn: () =>
      read(
        api.GET("/servers/{server_id}/changes", {
          params: { ...at(id), query: { from: from.session, from_moment: from.moment, to: to.session, to_moment: to.moment } },
        }),
      ),
  });

export const createServer = (body: Schemas["NewServer"]) => read(api.POST("/servers", { body }));

export const updateServer = (server: Server, body: Schemas["ServerFields"]) =>
  read(
    api.PATCH("/servers/{server_id}", {
      params: { ...at(server.id), header: ifMatch(server.version) },
      body,
    }),
  );

export const deleteServer = (id: string) =>
  read(api.DELETE("/servers/{server_id}", { params: at(id) }));

export const setServerMode = (id: string, body: Schemas["SetServerMode"]) =>
  read(api.PUT("/servers/{server_id}/mode", { params: at(id), body }));

export const importServers = (body: Schemas["ImportServers"]) =>
  read(api.POST("/servers/import", { body }));

export const editServers = (body: Schemas["BulkEdit"]) => read(api.POST("/servers/bulk", { body }));

export type ConnectionTest = Schemas["ConnectionTest"];

export const testConnection = (id: string) =>
  read(api.POST("/servers/{server_id}/connection-test", { params: at(id) }));

export const acceptHostKey = (server: Server, fingerprint: string) =>
  read(
    api.PUT("/servers/{server_id}/host-key", {
      params: { ...at(server.id), header: ifMatch(server.version) },
      body: { fingerprint },
    }),
  );
