// People of the team, invitations, one's own account and tokens.
import { queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type Person = Schemas["Person"];
export type Role = Schemas["Role"];
export type ApiToken = Schemas["ApiToken"];
export type Scope = Schemas["Scope"];

const page = { params: { query: { limit: 200 } } };

export const peopleQuery = queryOptions({
  queryKey: ["people", "list"],
  queryFn: () => read(api.GET("/people", page)),
});

export const invitationsQuery = queryOptions({
  queryKey: ["people", "invitations"],
  queryFn: () => read(api.GET("/invitations", page)),
});

export const tokensQuery = queryOptions({
  queryKey: ["people", "tokens"],
  queryFn: () => read(api.GET("/tokens", page)),
});

export const signInsQuery = queryOptions({
  queryKey: ["people", "sign-ins"],
  queryFn: () => read(api.GET("/me/sessions")),
});

export const invite = (body: Schemas["InviteUser"]) => read(api.POST("/invitations", { body }));

export const revokeInvitation = (id: string) =>
  read(api.DELETE("/invitations/{invitation_id}", { params: { path: { invitation_id: id } } }));

export const updatePerson = (id: string, body: Schemas["UpdatePerson"]) =>
  read(api.PATCH("/people/{user_id}", { params: { path: { user_id: id } }, body }));

export const makePasswordLink = (id: string) =>
  read(api.POST("/people/{user_id}/password-link", { params: { path: { user_id: id } } }));

export const changePassword = (body: Schemas["ChangePassword"]) =>
  read(api.PUT("/me/password", { body }));

export const endOtherSignIns = () => read(api.DELETE("/me/sessions"));

export const createToken = (body: Schemas["CreateToken"]) => read(api.POST("/tokens", { body }));

export const revokeToken = (id: string) =>
  read(api.DELETE("/tokens/{token_id}", { params: { path: { token_id: id } } }));

export type SecondFactorOffer = Schemas["SecondFactorOffer"];

export const offerSecondFactor = (password: string) => read(api.POST("/session/totp", { body: { password } }));

export const confirmSecondFactor = (code: string) => read(api.PUT("/session/totp", { body: { code } }));

export const removeSecondFactor = (password: string) =>
  read(api.POST("/session/totp/removal", { body: { password } }));

export const resetSecondFactor = (id: string) =>
  read(api.DELETE("/people/{user_id}/totp", { params: { path: { user_id: id } } }));

export const profileQuery = queryOptions({
  queryKey: ["people", "me"],
  queryFn: () => read(api.GET("/me")),
});

export const rename = (profile: Schemas["Profile"], name: string) =>
  read(api.PATCH("/me", { params: { header: ifMatch(profile.version) }, body: { name } }));

export const endSignIn = (id: string) =>
  read(api.DELETE("/me/sessions/{session_id}", { params: { path: { session_id: id } } }));
