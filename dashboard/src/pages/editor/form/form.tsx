// The form of a flow: the same text as the markdown beside it, as fields.
import type { EditorView } from "@codemirror/view";
import { useQuery } from "@tanstack/react-query";
import { recipesQuery } from "../recipes";
import { t } from "@/text/t";
import { FrontFields, isOfNoField } from "./front_fields";
import type { Found } from "./place_problems";
import { StepCards } from "./steps";
import { Told } from "./told";
import { FormContext, undoKeys, useFormOf } from "./use_form";

type FormProps = {
  view: EditorView | null;
  text: string;
  isReadOnly: boolean;
  problems: Found[];
  judged: string;
  pending: Set<() => boolean>;
  onOpen: (position: number) => void;
  onSave: () => void;
};

export default function FlowForm({ onSave, ...rest }: FormProps) {
  const recipes = useQuery(recipesQuery).data ?? [];
  const form = useFormOf({ ...rest, recipes });
  const loose = [...form.problems("whole", () => true), ...form.problems("front", isOfNoField)];
  return (
    <FormContext value={form}>
      <div role="presentation" className="flex flex-col gap-5" onKeyDown={undoKeys(rest.view, form, onSave)}>
        {loose.length > 0 && (
          <Told found={loose} className="rounded-control border border-control px-3 py-2" />
        )}
        <FrontFields />
        <StepCards section="steps" title={t("form.steps")} />
        <StepCards section="rollback" title={t("form.rollback")} />
        <datalist id="form-recipes">
          {recipes.map((one) => <option key={one.slug} value={one.slug}>{one.name}</option>)}
        </datalist>
      </div>
    </FormContext>
  );
}
