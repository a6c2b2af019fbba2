// Recipes: named scripts with parameters, which steps of flows refer to.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { BookOpen, Plus } from "lucide-react";
import { useCallback } from "react";
import { type Recipe, recipesQuery } from "@/api/recipes";
import { useMayWrite } from "@/api/session";
import { Empty, Failed, Lines } from "@/kit/answer";
import { Badge, RiskBadge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Inline } from "@/kit/inline";
import { Ago } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { SearchBox } from "@/kit/search_box";
import { type Column, Table } from "@/kit/table";
import { number, t } from "@/text/t";

export default function Recipes() {
  const { q } = useSearch({ from: "/shell/recipes" });
  const navigate = useNavigate({ from: "/recipes" });
  const recipes = useInfiniteQuery(recipesQuery(q ?? ""));
  const mayWrite = useMayWrite();
  const setText = useCallback(
    (text: string) => void navigate({ search: { q: text || undefined }, replace: true }),
    [navigate],
  );
  const rows = recipes.data?.pages.flatMap((page) => page.items) ?? [];
  const add = (
    <Button
      look="primary"
      icon={<Plus size={16} aria-hidden />}
      onClick={() => void navigate({ to: "/recipes/$recipeId", params: { recipeId: "new" } })}
      blocked={!mayWrite && t("role.viewer")}
    >
      {t("recipes.new")}
    </Button>
  );
  return (
    <Page title={t("nav.recipes")} description={t("recipes.text")} actions={add}>
      <SearchBox label={t("recipes.search")} value={q ?? ""} onChange={setText} />
      {recipes.isError && rows.length === 0 ? (
        <Failed error={recipes.error} onRetry={() => void recipes.refetch()} />
      ) : recipes.isPending ? (
        <Lines />
      ) : rows.length === 0 ? (
        <Empty
          icon={<BookOpen size={28} aria-hidden />}
          title={q ? t("recipes.none_found") : t("recipes.none")}
          text={q ? t("recipes.none_found_text") : t("recipes.text")}
        >
          {q ? <Button onClick={() => setText("")}>{t("list.clear")}</Button> : add}
        </Empty>
      ) : (
        <Card flush>
          <Table label={t("nav.recipes")} columns={columns} rows={rows} rowKey={(recipe) => recipe.id} />
        </Card>
      )}
      {recipes.hasNextPage && (
        <Button className="self-start" onClick={() => void recipes.fetchNextPage()} busy={recipes.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
    </Page>
  );
}

const columns: Column<Recipe>[] = [
  {
    key: "name",
    head: t("library.column_name"),
    className: "w-full",
    cell: (recipe) => (
      <div className="py-1">
        <div className="flex flex-wrap items-center gap-x-2">
          <Link to="/recipes/$recipeId" params={{ recipeId: recipe.id }} className="font-medium break-words hover:underline">
            {recipe.name}
          </Link>
          <code className="text-sm text-muted break-all">{recipe.slug}</code>
          {recipe.is_builtin && <Badge>{t("library.builtin")}</Badge>}
        </div>
        {recipe.description && <p className="line-clamp-1 max-w-[80ch] text-sm text-muted"><Inline text={recipe.description} /></p>}
      </div>
    ),
  },
  {
    key: "risk",
    head: t("library.column_risk"),
    cell: (recipe) => (recipe.risk === "none" ? null : <RiskBadge risk={recipe.risk} />),
  },
  {
    key: "parameters",
    head: t("recipes.parameters"),
    className: "text-right",
    secondary: true,
    cell: (recipe) => number(recipe.parameters.length),
  },
  { key: "systems", head: t("recipes.systems"), className: "whitespace-nowrap", secondary: true, cell: (recipe) => recipe.os_families.join(", ") || t("recipes.any_system") },
  {
    key: "updated",
    head: t("library.column_updated"),
    secondary: true,
    cell: (recipe) => (
      <span className="text-muted">
        <Ago at={recipe.updated_at} />
      </span>
    ),
  },
];
