// One recipe: what it does, its parameters and scripts; or its document, while that is edited.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Copy, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { deleteRecipe, duplicateRecipe, type Recipe as RecipeData, recipeQuery } from "@/api/recipes";
import { useMayWrite } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge, RiskBadge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Inline } from "@/kit/inline";
import { Card, Page } from "@/kit/page";
import { Prose } from "@/kit/prose";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";
import { Fact, Facts } from "../flow/facts";
import { RecipeText } from "./recipe_text";

export default function Recipe() {
  const { recipeId } = useParams({ strict: false }) as { recipeId: string };
  const isNew = recipeId === "new";
  const recipe = useQuery({ ...recipeQuery(recipeId), enabled: !isNew });
  if (isNew) return <NewRecipe />;
  return <Answer query={recipe}>{(data) => <RecipePage key={data.id} recipe={data} />}</Answer>;
}

const trail = (
  <Link to="/recipes" className="hover:underline">
    {t("nav.recipes")}
  </Link>
);

function NewRecipe() {
  const navigate = useNavigate();
  return (
    <Page title={t("recipes.new")} above={trail} description={t("recipes.new_text")}>
      <RecipeText
        recipe={null}
        onClose={() => void navigate({ to: "/recipes" })}
        onSaved={(saved) => void navigate({ to: "/recipes/$recipeId", params: { recipeId: saved.id }, replace: true })}
      />
    </Page>
  );
}

function RecipePage({ recipe }: { recipe: RecipeData }) {
  const [isEditing, setIsEditing] = useState(false);
  const stop = () => setIsEditing(false);
  return (
    <Page
      title={recipe.name}
      above={trail}
      badge={
        <>
          {recipe.risk !== "none" && <RiskBadge risk={recipe.risk} />}
          {recipe.is_builtin && <Badge>{t("library.builtin")}</Badge>}
        </>
      }
      description={<Prose text={recipe.description} />}
      actions={!isEditing && <Acts recipe={recipe} onEdit={() => setIsEditing(true)} />}
    >
      {isEditing ? (
        <RecipeText recipe={recipe} onClose={stop} onSaved={stop} />
      ) : (
        <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
          <Card title={t(recipe.kind === "ansible" ? "recipes.playbook" : "recipes.script")}>
            <Script text={recipe.script} />
          </Card>
          <div className="flex min-w-0 flex-col gap-5">
            <About recipe={recipe} />
            <Parameters recipe={recipe} />
            {recipe.pre_check && (
              <Card title={t("recipes.pre_check")}>
                <Prose text={recipe.pre_check} />
              </Card>
            )}
            {recipe.post_check && (
              <Card title={t("recipes.post_check")}>
                <Prose text={recipe.post_check} />
              </Card>
            )}
          </div>
        </div>
      )}
    </Page>
  );
}

function Script({ text }: { text: string }) {
  return (
    <pre className="overflow-auto rounded bg-sunken px-3 py-2 break-words whitespace-pre-wrap" tabIndex={0}>
      {text}
    </pre>
  );
}

function About({ recipe }: { recipe: RecipeData }) {
  return (
    <Card title={t("flow.about")}>
      <Facts>
        <Fact name={t("recipes.slug")}>
          <code>{recipe.slug}</code>
        </Fact>
        <Fact name={t("flow.version")}>{recipe.recipe_version}</Fact>
        <Fact name={t("recipes.systems")}>{recipe.os_families.join(", ") || t("recipes.any_system")}</Fact>
        {recipe.tags.length > 0 && <Fact name={t("library.column_tags")}>{recipe.tags.join(", ")}</Fact>}
      </Facts>
    </Card>
  );
}

function Parameters({ recipe }: { recipe: RecipeData }) {
  return (
    <Card title={t("recipes.parameters")}>
      {recipe.parameters.length === 0 && <p className="text-muted">{t("recipes.no_parameters")}</p>}
      <dl className="flex flex-col gap-3">
        {recipe.parameters.map((one) => (
          <div key={one.name}>
            <dt className="flex flex-wrap items-center gap-x-2">
              <code className="font-medium break-all">{one.name}</code>
              <span className="text-sm text-muted">{t(`type_of_value.${one.type}` as TextKey)}</span>
              {one.required && <Badge>{t("recipes.required")}</Badge>}
            </dt>
            <dd className="text-muted break-words">
              <Inline text={[one.label, one.help].filter(Boolean).join(". ")} />
              {one.default_value !== null && <span className="block text-sm">{t("recipes.default", { value: one.default_value })}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Acts({ recipe, onEdit }: { recipe: RecipeData; onEdit: () => void }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const mayWrite = useMayWrite();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const toast = useToast();
  const duplicating = useMutation({
    mutationFn: () => duplicateRecipe(recipe.id),
    onSuccess: (copy) => {
      void queries.invalidateQueries({ queryKey: ["recipes"] });
      void navigate({ to: "/recipes/$recipeId", params: { recipeId: copy.id } });
    },
    onError: toast.failed,
  });
  if (!mayWrite) return null;
  return (
    <>
      <Button icon={<Copy size={15} aria-hidden />} onClick={() => duplicating.mutate()} busy={duplicating.isPending}>
        {t("flow.duplicate")}
      </Button>
      {!recipe.is_builtin && (
        <>
          <Button icon={<Pencil size={15} aria-hidden />} onClick={onEdit}>
            {t("flow.edit")}
          </Button>
          <Button look="danger" icon={<Trash2 size={15} aria-hidden />} onClick={() => setIsDeleting(true)}>
            {t("action.delete")}
          </Button>
        </>
      )}
      {isDeleting && (
        <Deletion
          name={recipe.name}
          text={t("recipes.delete_text", { slug: recipe.slug })}
          remove={() => deleteRecipe(recipe)}
          stale={["recipes"]}
          onClose={() => setIsDeleting(false)}
          onDeleted={() => void navigate({ to: "/recipes" })}
        />
      )}
    </>
  );
}
