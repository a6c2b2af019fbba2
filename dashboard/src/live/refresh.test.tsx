import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { LiveEvent } from "./messages";

const handlers = new Set<(event: LiveEvent) => void>();
vi.mock("./live", () => ({
  useTopic: () => {},
  useLiveEvents: (handle: (event: LiveEvent) => void) => handlers.add(handle),
}));
const { useRefresh } = await import("./refresh");

function Page({ read }: { read: () => Promise<number> }) {
  useRefresh();
  return <p>{useQuery({ queryKey: ["batches"], queryFn: read, staleTime: 60_000 }).data}</p>;
}

test("what was read before the stream began is read again once, as it may have changed in between", async () => {
  const read = vi.fn(async () => 1);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Page read={read} />
    </QueryClientProvider>,
  );
  const hear = (event: LiveEvent) => act(async () => handlers.forEach((handle) => handle(event)));
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(1));
  await hear({ kind: "hello", build: "1" });
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  await hear({ kind: "hello", build: "1" });
  await hear({ kind: "resync" });
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(3));
});
