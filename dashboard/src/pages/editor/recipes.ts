// Recipes: what steps of that type name by their slug.
import { queryOptions } from "@tanstack/react-query";
import { api, read, type Schemas } from "@/api/client";

export type Recipe = Schemas["Recipe"];

/// All of the team's, page by page.
export const recipesQuery = queryOptions({
  queryKey: ["recipes"],
  staleTime: 60_000,
  queryFn: async () => {
    const all: Recipe[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(api.GET("/recipes", { params: { query: { limit: 100, cursor } } }));
      all.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor && all.length < 2_000);
    return all;
  },
});
