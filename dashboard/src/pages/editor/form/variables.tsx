// The variables of a flow: what a launch asks for, each with all of its keys.
import { ChevronRight, Plus, X } from "lucide-react";
import { useState } from "react";
import { type FieldSpec, variableTypes } from "@/flow_text/fields";
import { isMapping } from "@/flow_text/value";
import { Button, IconButton } from "@/kit/button";
import { Input } from "@/kit/field";
import { t } from "@/text/t";
import { InMarkdown, KeyField, ProseField, textOf, wordOf } from "./controls";
import { Group, TextRows } from "./lists";
import { Count } from "./told";
import { isExactly, useForm } from "./use_form";

const fields: FieldSpec[] = [
  { key: "label", kind: "line" },
  { key: "type", kind: "choice", options: variableTypes, fallback: "string" },
  { key: "help", kind: "text" },
  { key: "default", kind: "line" },
  { key: "required", kind: "flag" },
  { key: "pattern", kind: "line" },
  { key: "per", kind: "choice", options: ["batch", "target"], fallback: "batch" },
];
const isName = (name: string) => /^[A-Za-z_]\w*$/.test(name);

export function VariableFields() {
  const form = useForm();
  const value = form.value("front", ["variables"]);
  const variables = isMapping(value) ? Object.entries(value) : [];
  const isOdd = value !== undefined && value !== null && !isMapping(value);
  return (
    <Group where="front" path={["variables"]} label={t("form.variables")} isTold>
      {isOdd && <InMarkdown where="front" path={["variables"]} />}
      {variables.length === 0 && !isOdd && <p className="text-muted">{t("form.no_variables")}</p>}
      {variables.map(([name, of]) => (
        <Variable key={name} name={name} isOdd={of !== null && !isMapping(of)} type={isMapping(of) ? textOf(of.type) : ""} />
      ))}
      {!isOdd && !form.isReadOnly && <NewVariable names={variables.map(([name]) => name)} />}
    </Group>
  );
}

function Variable({ name, type, isOdd }: { name: string; type: string | undefined; isOdd: boolean }) {
  const form = useForm();
  const [isOpen, setOpen] = useState(false);
  const path = ["variables", name];
  const found = form.problems("front", (other) => other[0] === "variables" && other[1] === name);
  const own = form.problems("front", isExactly(path));
  return (
    <div className="rounded-control border border-line">
      <div className="flex items-center gap-1 pr-1">
        <button type="button" aria-expanded={isOpen} className="flex min-h-9 min-w-0 flex-1 items-center gap-1.5 px-2 text-left" onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={15} aria-hidden className={isOpen ? "rotate-90 text-muted" : "text-muted"} />
          <code className="truncate">{name}</code>
          <span className="text-sm text-muted">{wordOf("type", type || "string")}</span>
          <Count found={found} />
        </button>
        {!form.isReadOnly && (
          <IconButton label={t("form.remove_named", { name })} onClick={() => form.clear("front", path)}>
            <X size={15} aria-hidden />
          </IconButton>
        )}
      </div>
      {isOpen && (
        <div className="@container border-t border-line p-3">
          {isOdd ? <InMarkdown where="front" path={path} /> : (
            <div className="grid gap-3 @sm:grid-cols-2">
              <ProseField
                label={t("form.name")}
                hint={t("form.name_hint")}
                value={name}
                problem={own[0]?.message}
                write={(next) => isName(next) && form.change((flow) => flow.renameKey("front", path, next))}
              />
              {fields.map((field) => (
                <KeyField key={field.key} where="front" path={[...path, field.key]} spec={field} />
              ))}
              {(type === "choice" || form.value("front", [...path, "options"]) !== undefined) && (
                <TextRows where="front" path={[...path, "options"]} spec={{ key: "options", kind: "texts" }} />
              )}
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function NewVariable({ names }: { names: string[] }) {
  const form = useForm();
  const [name, setName] = useState("");
  const isFree = isName(name) && !names.includes(name);
  const add = () => {
    if (isFree && form.change((flow) => flow.set("front", ["variables", name], { label: name }))) setName("");
  };
  return (
    <div className="flex max-w-md gap-1.5">
      <Input
        aria-label={t("form.new_variable")}
        placeholder={t("form.new_variable")}
        value={name}
        onChange={(event) => setName(event.target.value.trim())}
        onKeyDown={(event) => event.key === "Enter" && (event.preventDefault(), add())}
      />
      <Button icon={<Plus size={15} aria-hidden />} blocked={!isFree && t("form.variable_blocked")} onClick={add}>
        {t("form.add")}
      </Button>
    </div>
  );
}
