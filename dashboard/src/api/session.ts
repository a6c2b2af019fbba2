// Who is signed in, and how one comes in and goes.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, read, type Schemas, setCsrfToken } from "./client";
import { Problem } from "./problem";

export type Session = Schemas["Session"];

function opened(session: Session): Session {
  setCsrfToken(session.csrf_token ?? "");
  return session;
}

/// Null: nobody is signed in.
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  staleTime: Number.POSITIVE_INFINITY,
  retry: false,
  queryFn: async (): Promise<Session | null> => {
    try {
      return opened(await read(api.GET("/session")));
    } catch (error) {
      if (error instanceof Problem && error.status === 401) return null;
      throw error;
    }
  },
});

export function useSession(): Session | null {
  return useQuery(sessionQuery).data ?? null;
}

export function useMayWrite(): boolean {
  return useSession()?.user.role !== "viewer";
}

export const signIn = async (body: Schemas["SignIn"]) =>
  opened(await read(api.POST("/session", { body })));

/// The ways in that there are.
export const signInOptionsQuery = queryOptions({
  queryKey: ["sign-in-options"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => read(api.GET("/session/options")),
});

/// Where the browser is to go.
export const beginProviderSignIn = () => read(api.POST("/session/provider"));

export const finishProviderSignIn = async (body: Schemas["ProviderAnswer"]) =>
  opened(await read(api.POST("/session/provider/answer", { body })));

/// With the password; where the browser is to go.
export const beginProviderLink = (password: string) => read(api.POST("/session/provider/link", { body: { password } }));

export const finishProviderLink = (body: Schemas["ProviderAnswer"]) => read(api.POST("/session/provider/link/answer", { body }));

export const removeProviderLink = (password: string) =>
  read(api.POST("/session/provider/link/removal", { body: { password } }));

export const signOut = () => read(api.DELETE("/session"));

export const setUp = async (body: Schemas["SetUp"]) =>
  opened(await read(api.POST("/setup", { body })));

export const acceptInvitation = async (body: Schemas["AcceptInvitation"]) =>
  opened(await read(api.POST("/invitations/accept", { body })));
