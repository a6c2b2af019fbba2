// Recipes: named scripts that `recipe` steps run. The document is what a recipe is.
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api, ifMatch, read, type Schemas } from "./client";

export type Recipe = Schemas["Recipe"];

export const recipesQuery = (q: string) =>
  infiniteQueryOptions({
    queryKey: ["recipes", "list", q],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      read(api.GET("/recipes", { params: { query: { q: q || undefined, limit: 50, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (before) => before,
  });

const at = (id: string) => ({ path: { recipe_id: id } });

export const recipeQuery = (id: string) =>
  queryOptions({
    queryKey: ["recipes", "one", id],
    queryFn: () => read(api.GET("/recipes/{recipe_id}", { params: at(id) })),
  });

export const createRecipe = (text: string) => read(api.POST("/recipes", { body: { text } }));

export const saveRecipe = (recipe: Recipe, text: string) =>
  read(
    api.PUT("/recipes/{recipe_id}", {
      params: { ...at(recipe.id), header: ifMatch(recipe.version) },
      body: { text },
    }),
  );

export const deleteRecipe = (recipe: Recipe) =>
  read(api.DELETE("/recipes/{recipe_id}", { params: { ...at(recipe.id), header: ifMatch(recipe.version) } }));

export const duplicateRecipe = (id: string) =>
  read(api.POST("/recipes/{recipe_id}/duplicate", { params: at(id), body: {} }));
