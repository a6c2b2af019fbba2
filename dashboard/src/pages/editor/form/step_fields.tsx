// The fields of one step, by its type.
import { useState } from "react";
import { Plus } from "lucide-react";
import { approvalField, becomeMethods, type FieldSpec, ofType, runningFields, taskKinds } from "@/flow_text/fields";
import { isMapping, type Written } from "@/flow_text/value";
import { Button } from "@/kit/button";
import { Input, Select } from "@/kit/field";
import { t } from "@/text/t";
import { type At, BareField, Framed, KeyField, labelOf, textOf } from "./controls";
import { Group, MappingRows, TextRows, WordList } from "./lists";
import { useForm } from "./use_form";

const optionFields: FieldSpec[] = [
  { key: "label", kind: "line", isRequired: true },
  { key: "goto", kind: "choice", isRequired: true },
];
const fallbackFields: FieldSpec[] = [
  { key: "title", kind: "line", isRequired: true },
  { key: "kind", kind: "choice", options: taskKinds, fallback: "action" },
  { key: "instructions", kind: "text" },
];

export function StepFields({ where, type }: { where: At["where"]; type: string }) {
  const running = runningFields(type);
  const form = useForm();
  const isSet = (spec: FieldSpec) => form.value(where, [spec.key]) !== undefined;
  const [isMore, setMore] = useState(running.some(isSet));
  return (
    <>
      {(ofType[type] ?? []).map((spec) => (
        <StepField key={spec.key} where={where} path={[spec.key]} spec={spec} />
      ))}
      <KeyField where={where} path={["requires_approval"]} spec={approvalField(type)} />
      {running.length > 0 && (
        <div className="col-span-full">
          <button type="button" aria-expanded={isMore} className="text-sm font-medium underline" onClick={() => setMore(!isMore)}>
            {isMore ? t("form.less") : t("form.more")}
          </button>
        </div>
      )}
      {isMore && running.map((spec) => <StepField key={spec.key} where={where} path={[spec.key]} spec={spec} />)}
    </>
  );
}

function StepField(props: At & { spec: FieldSpec }) {
  const { where, path, spec } = props;
  const form = useForm();
  switch (spec.kind) {
    case "scripts":
    case "texts":
      return <TextRows {...props} />;
    case "words":
      return <WordList {...props} />;
    case "become":
      return <Become {...props} />;
    case "values":
      return <RecipeValues {...props} />;
    case "verification":
      return <Verification {...props} />;
    case "fallback":
      return <MappingRows {...props} fields={fallbackFields} addLabel={t("form.add_fallback")} fresh={{ title: "", kind: "action" }} />;
    case "options": {
      const titles = form.flow.parts.steps?.steps.map((step) => step.title) ?? [];
      const fields = optionFields.map((field) => (field.key === "goto" ? { ...field, options: [...titles, "done"] } : field));
      return <MappingRows {...props} fields={fields} addLabel={t("form.add_option")} fresh={{ label: "", goto: "done" }} />;
    }
    default:
      return <KeyField where={where} path={path} spec={spec} />;
  }
}

/// The server's own way, always, never, or as a certain user.
function Become({ where, path, spec }: At & { spec: FieldSpec }) {
  const form = useForm();
  const value = form.value(where, path);
  const isAs = isMapping(value);
  if (Array.isArray(value)) return <Framed where={where} path={path} spec={spec} wide>{null}</Framed>;
  const choose = (chosen: string) => {
    if (chosen === "") return form.clear(where, path);
    const written: Written = chosen === "as" ? { user: "root", method: "sudo" } : chosen === "true";
    if (!form.change((flow) => flow.set(where, path, written))) form.open(where, path);
  };
  const shown = isAs ? "as" : (textOf(value) ?? "");
  return (
    <>
      <Framed where={where} path={path} spec={spec} isList={isAs}>
        <Select value={shown} disabled={form.isReadOnly} onChange={(event) => choose(event.target.value)}>
          <option value="">{t("form.become_usual")}</option>
          <option value="true">{t("form.yes")}</option>
          <option value="false">{t("form.no")}</option>
          <option value="as">{t("form.become_as")}</option>
          {!["", "true", "false", "as"].includes(shown) && <option value={shown}>{shown}</option>}
        </Select>
      </Framed>
      {isAs && <KeyField where={where} path={[...path, "user"]} spec={{ key: "user", kind: "line" }} />}
      {isAs && <KeyField where={where} path={[...path, "method"]} spec={{ key: "method", kind: "choice", options: becomeMethods }} />}
    </>
  );
}

function Verification({ where, path, spec }: At & { spec: FieldSpec }) {
  const form = useForm();
  const value = form.value(where, path);
  if (value !== undefined && value !== null && !isMapping(value)) {
    return <Framed where={where} path={path} spec={spec} wide>{null}</Framed>;
  }
  return (
    <Group where={where} path={path} label={labelOf(spec)}>
      <div className="grid gap-2.5 @sm:grid-cols-2">
        <KeyField where={where} path={[...path, "prompt"]} spec={{ key: "prompt", kind: "line" }} />
        {isMapping(value) && (
          <KeyField where={where} path={[...path, "type"]} spec={{ key: "type", name: "verification_type", kind: "choice", options: ["checkbox", "text_input"], fallback: "checkbox" }} />
        )}
      </div>
    </Group>
  );
}

/// The values of a recipe's parameters: those that it has, and those that the text gives it.
function RecipeValues({ where, path, spec }: At & { spec: FieldSpec }) {
  const form = useForm();
  const value = form.value(where, path);
  const recipe = form.recipes.find((one) => one.slug === form.value(where, ["recipe"]));
  const [name, setName] = useState("");
  if (value !== undefined && value !== null && !isMapping(value)) {
    return <Framed where={where} path={path} spec={spec} wide>{null}</Framed>;
  }
  const given = isMapping(value) ? Object.keys(value) : [];
  const asked = recipe?.parameters.map((one) => one.name) ?? [];
  const names = [...asked, ...given.filter((one) => !asked.includes(one))];
  const add = () => {
    if (/^\w+$/.test(name) && form.change((flow) => flow.set(where, [...path, name], ""))) setName("");
  };
  return (
    <Group where={where} path={path} label={labelOf(spec)}>
      {names.length === 0 && <p className="text-sm text-muted">{t(recipe ? "form.no_parameters" : "form.unknown_recipe")}</p>}
      {names.map((one) => (
        <div key={one} className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <code className="min-w-32 pt-1.5 break-all">{one}</code>
          <BareField where={where} path={[...path, one]} spec={{ key: one, kind: "line" }} label={t("form.value_of", { name: one })} />
        </div>
      ))}
      {!recipe && !form.isReadOnly && (
        <div className="flex max-w-sm gap-1.5">
          <Input aria-label={t("form.new_value")} placeholder={t("form.new_value")} value={name} onChange={(event) => setName(event.target.value)} onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())} />
          <Button icon={<Plus size={15} aria-hidden />} onClick={add}>{t("form.add")}</Button>
        </div>
      )}
    </Group>
  );
}

