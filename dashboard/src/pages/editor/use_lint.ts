// The server's judgement of a text while it is typed. An answer that comes late is dropped;
// each says which text it is about.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lintMarkdown } from "@/api/flows";
import { useSettled } from "@/kit/settled";

export function useLint(text: string) {
  const settled = useSettled(text, 400);
  return useQuery({
    queryKey: ["lint", settled],
    queryFn: async ({ signal }) => ({ ...(await lintMarkdown(settled, signal)), text: settled }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });
}
