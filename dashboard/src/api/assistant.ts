// The team's assistant: which model it asks, and one turn with it, which comes as it is written.
import { queryOptions } from "@tanstack/react-query";
import { readStream } from "@/live/sse";
import { api, ifMatch, read, type Schemas } from "./client";

export type Assistant = Schemas["Assistant"];
export type AssistantMessage = Schemas["AssistantQuestion"]["messages"][number];
export type Proposal = Schemas["AssistantProposal"];
type Found = Schemas["Diagnostic"];

export const assistantQuery = queryOptions({
  queryKey: ["assistant"],
  queryFn: () => read(api.GET("/assistant")),
});

export const putAssistant = (before: Assistant, body: Schemas["PutAssistant"]) =>
  read(api.PUT("/assistant", { params: { header: before.is_configured ? ifMatch(before.version) : {} }, body }));

export const deleteAssistant = () => read(api.DELETE("/assistant"));
export const testAssistant = () => read(api.POST("/assistant/test"));

export type About = { tree: string } | { schedule: string };

export type Heard =
  | { kind: "delta"; text: string }
  | { kind: "retry" | "refused"; diagnostics: Found[] }
  | { kind: "proposal"; proposal: Proposal }
  | { kind: "error"; detail: string };

/// Ends with the answer; throws where the question itself was refused.
export async function ask(about: About, body: Schemas["AssistantQuestion"], signal: AbortSignal, hear: (heard: Heard) => void) {
  const { response } =
    "tree" in about
      ? await api.POST("/trees/{tree_id}/assistant", { params: { path: { tree_id: about.tree } }, body, signal, parseAs: "stream" })
      : await api.POST("/schedules/{schedule_id}/assistant", {
          params: { path: { schedule_id: about.schedule } }, body, signal, parseAs: "stream",
        });
  await readStream(response, {
    onHeard: () => {},
    onMessage: ({ type, data }) => {
      const told = JSON.parse(data || "{}") as Record<string, unknown>;
      if (type === "delta") hear({ kind: "delta", text: String(told.text) });
      else if (type === "retry" || type === "refused") hear({ kind: type, diagnostics: told.diagnostics as Found[] });
      else if (type === "proposal") hear({ kind: "proposal", proposal: told as Proposal });
      else if (type === "error") hear({ kind: "error", detail: String(told.detail) });
    },
  });
}
