// Everything that waits for a person's yes or no, over all batches of the team.
import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { Batch, BatchDetail } from "./batches";

/// Batches in these states can hold questions; one in `running` holds those of single steps.
const asking: Batch["status"][] = ["pending_approval", "awaiting_approval", "running", "halted"];
const batchesMax = 30;

export const approvalsQuery = queryOptions({
  queryKey: ["approvals"],
  staleTime: 5_000,
  queryFn: async (): Promise<BatchDetail[]> => {
    const pages = await Promise.all(
      asking.map((status) =>
        read(api.GET("/batches", { params: { query: { status, limit: batchesMax } } })),
      ),
    );
    const found = pages.flatMap((page) => page.items).slice(0, batchesMax);
    const details = await Promise.all(
      found.map(({ batch_id }) =>
        read(api.GET("/batches/{batch_id}", { params: { path: { batch_id } } })),
      ),
    );
    return details.filter((batch) => batch.status === "pending_approval" || questions(batch) > 0);
  },
});

/// How many places of a batch wait for an answer: hosts at one step count once.
export function questions(batch: BatchDetail): number {
  if (batch.status === "pending_approval") return 1;
  const places = batch.prompts
    .filter((prompt) => prompt.kind !== "person")
    .map((prompt) => `${prompt.kind} ${prompt.stage} ${prompt.step}`);
  return new Set(places).size;
}
