// The document of a recipe while it is written. The server reads it at the save and tells every
// problem with its line; a click leads there.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { messageOf, Problem } from "@/api/problem";
import { createRecipe, type Recipe, saveRecipe } from "@/api/recipes";
import { Button } from "@/kit/button";
import { Field, Textarea } from "@/kit/field";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

const template = `---
slug: my-recipe
version: "1.0"
risk: low
parameters: {}
---

# My recipe

What it does, and when to use it.

## Script

\`\`\`sh
set -eu
echo "nothing yet"
\`\`\`
`;

type RecipeTextProps = { recipe: Recipe | null; onClose: () => void; onSaved: (saved: Recipe) => void };

export function RecipeText({ recipe, onClose, onSaved }: RecipeTextProps) {
  const [text, setText] = useState(recipe?.text ?? template);
  const area = useRef<HTMLDivElement>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () => (recipe ? saveRecipe(recipe, text) : createRecipe(text)),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: ["recipes"] });
      toast.done(t("servers.saved", { name: saved.name }));
      onSaved(saved);
    },
  });
  const findings = saving.error instanceof Problem ? saving.error.findings : [];
  const goTo = (line: number) => {
    const control = area.current?.querySelector("textarea");
    const before = text.split("\n").slice(0, line - 1).join("\n").length;
    const at = line > 1 ? before + 1 : 0;
    const end = text.indexOf("\n", at);
    control?.focus();
    control?.setSelectionRange(at, end < 0 ? text.length : end);
  };
  return (
    <div ref={area} className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <Field label={t("recipes.document")}>
        <Textarea
          rows={28}
          spellCheck={false}
          autoFocus
          className="font-mono text-sm leading-relaxed"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="flex flex-col gap-4 lg:sticky lg:top-16">
        <div className="flex gap-2 lg:pt-6">
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" onClick={() => saving.mutate()} busy={saving.isPending} blocked={text === recipe?.text && t("editor.unchanged")}>
            {t("action.save")}
          </Button>
        </div>
        {saving.isError && (
          <Card title={t("recipes.refused")}>
            <p role="alert">{messageOf(saving.error)}</p>
            <ul className="mt-2 flex flex-col gap-2">
              {findings.map((one, index) => (
                <li key={index}>
                  <p className="text-failed break-words">{one.message}</p>
                  {one.hint && <p className="text-sm text-muted break-words">{one.hint}</p>}
                  {one.line !== undefined && (
                    <button type="button" className="min-h-6 text-sm underline" onClick={() => goTo(one.line!)}>
                      {t("recipes.line", { line: one.line })}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </div>
  );
}
