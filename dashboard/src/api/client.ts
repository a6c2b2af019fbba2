// The one way to the server: typed by its contract, with the session's CSRF token on every change and
// an error that pages can show. Addresses stand below `<base href>`.
import createClient from "openapi-fetch";
import { Problem } from "./problem";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

export const basePath = new URL(document.baseURI).pathname.replace(/\/$/, "");
export const apiBase = `${basePath}/api/v1`;

let csrfToken = "";
export function setCsrfToken(token: string) {
  csrfToken = token;
}

/// Called where the session has ended while pages were open.
let onSignedOut = () => {};
export function whenSignedOut(call: () => void) {
  onSignedOut = call;
}

export const api = createClient<paths>({
  baseUrl: `${location.origin}${apiBase}`,
  // Looked up at each call, so that tests can put their own in its place. Never from the browser's
  // cache: an ETag tells the version of a thing, not of everything that its answer shows.
  fetch: (request) => globalThis.fetch(new Request(request, { cache: "no-store" })),
});

const changes = new Set(["POST", "PUT", "PATCH", "DELETE"]);

api.use({
  onRequest({ request }) {
    if (changes.has(request.method) && csrfToken) request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  async onResponse({ request, response }) {
    if (response.ok) return undefined;
    if (response.status === 401 && !/\/session(\/provider(\/link)?\/answer)?$/.test(request.url)) onSignedOut();
    throw await problemOf(response);
  },
});

async function problemOf(response: Response): Promise<Problem> {
  const id = response.headers.get("X-Request-Id") ?? undefined;
  const isProblem = response.headers.get("Content-Type")?.includes("json");
  const document = isProblem ? await response.json().catch(() => ({})) : {};
  return new Problem(response.status, document, id);
}

/// The body of an answer; what is no success has been thrown already.
export async function read<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/// Names one intent, so that a repeated request is not carried out twice.
export const newKey = (): string => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

/// `If-Match` of a thing as it was read.
export const ifMatch = (version: number) => ({ "If-Match": `"${version}"` });
