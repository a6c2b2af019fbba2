// The server's judgement of a text while it is typed. An answer that comes late is dropped.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lintMarkdown } from "@/api/flows";
import { useSettled } from "@/kit/settled";

export function useLint(text: string) {
  const settled = useSettled(text, 400);
  return useQuery({
    queryKey: ["lint", settled],
    queryFn: ({ signal }) => lintMarkdown(settled, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10_000,
    placeholderData: keepPreviousData,
  });
}
