// The team's secrets: values go in and never come out.
import { queryOptions } from "@tanstack/react-query";
import { api, read, type Schemas } from "./client";

export type Secret = Schemas["Secret"];
export type SecretKind = Schemas["SecretKind"];

export const secretsQuery = queryOptions({
  queryKey: ["secrets"],
  queryFn: () => read(api.GET("/secrets", { params: { query: { limit: 200 } } })),
});

const at = (name: string) => ({ path: { name } });

export const putSecret = (name: string, body: Schemas["PutSecret"]) =>
  read(api.PUT("/secrets/{name}", { params: at(name), body }));

export const deleteSecret = (name: string) => read(api.DELETE("/secrets/{name}", { params: at(name) }));

export type CredentialDefault = Schemas["CredentialDefaults"]["items"][number];

export const credentialDefaultsQuery = queryOptions({
  queryKey: ["secrets", "defaults"],
  queryFn: () => read(api.GET("/credential-defaults")),
});

export const putCredentialDefaults = (items: CredentialDefault[]) =>
  read(api.PUT("/credential-defaults", { body: { items } }));
