// The front matter as fields, in sections that fold.
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { dimensions, type FieldSpec, flowTypes, frontMatterKeys, risks, shells, stepTypes } from "@/flow_text/fields";
import { isMapping } from "@/flow_text/value";
import { listOf, t } from "@/text/t";
import { InMarkdown, KeyField, labelOf, ProseField, textOf, wordOf } from "./controls";
import { Group, MappingRows, WordList } from "./lists";
import { SelectorFields } from "./selector";
import { StrategyFields } from "./strategy";
import { Count } from "./told";
import { type Form, useForm } from "./use_form";
import { VariableFields } from "./variables";

const front = (spec: FieldSpec) => <KeyField where="front" path={[spec.key]} spec={spec} />;

const ruleFields: FieldSpec[] = [
  { key: "step_type", kind: "choice", options: stepTypes.filter((type) => type !== "human_gate"), isRequired: true },
  { key: "recipe_slug", name: "rule_recipe", kind: "recipe" },
  { key: "auto_approve", kind: "flag", fallback: "true" },
];

export function FrontFields() {
  const form = useForm();
  const block = form.flow.parts.front;
  const type = textOf(form.value("front", ["type"])) || "maintenance";
  if (!block?.isEditable) return <InMarkdown where="front" path={[]} />;
  return (
    <div className="flex flex-col gap-2">
      <Section title={t("form.about")} keys={["subject", "risk_level", "type", "tags", "estimated_minutes"]} isOpen>
        <About type={type} />
      </Section>
      <Section title={t("form.variables")} keys={["variables"]} summary={variableSummary(form)}>
        <VariableFields />
      </Section>
      <Section title={t("form.rollout")} keys={["strategy", "strategy_config", "snapshot_dimensions", "on_failure"]} summary={wordOf("strategy", textOf(form.value("front", ["strategy"])) || "rolling")}>
        <StrategyFields />
        <Dimensions />
        {front({ key: "on_failure", kind: "choice", options: ["offer", "rollback"], fallback: "offer" })}
      </Section>
      <Section title={t("form.approval")} keys={["auto_approve_rules"]} summary={countOf(form, "auto_approve_rules")}>
        <MappingRows where="front" path={["auto_approve_rules"]} spec={{ key: "auto_approve_rules", kind: "options" }} fields={ruleFields} addLabel={t("form.add_rule")} fresh={{ step_type: "validate", auto_approve: true }} />
      </Section>
      <Section title={t("form.targets")} keys={["target_selector"]} summary={form.value("front", ["target_selector"]) === undefined ? t("field.none") : ""}>
        <SelectorFields path={["target_selector"]} />
      </Section>
      <Section title={t("form.step_defaults")} keys={["shell", "fail_fast"]}>
        {front({ key: "shell", kind: "choice", options: shells, fallback: "sh" })}
        {front({ key: "fail_fast", kind: "flag", fallback: "true" })}
      </Section>
    </div>
  );
}

function About({ type }: { type: string }) {
  const form = useForm();
  const isMaintenance = type === "maintenance";
  return (
    <>
      <ProseField label={t("form.name")} value={form.flow.parts.title} write={(text) => form.change((flow) => flow.setTitle(text), "typing")} />
      <ProseField label={t("form.description")} isLong value={form.flow.parts.description} write={(text) => form.change((flow) => flow.setDescription(text), "typing")} />
      {front({ key: "subject", kind: "line", isRequired: isMaintenance })}
      {front({ key: "risk_level", kind: "choice", options: risks, isRequired: isMaintenance })}
      {front({ key: "type", kind: "choice", options: flowTypes, fallback: "maintenance" })}
      {front({ key: "estimated_minutes", kind: "integer", unit: "min" })}
      <WordList where="front" path={["tags"]} spec={{ key: "tags", kind: "words" }} />
    </>
  );
}

function Dimensions() {
  const form = useForm();
  const path = ["snapshot_dimensions"];
  const value = form.value("front", path);
  const chosen = Array.isArray(value) ? value : [];
  const turn = (one: string) => {
    const at = chosen.indexOf(one);
    if (at < 0) form.change((flow) => flow.insertItem("front", path, chosen.length, one));
    else if (chosen.length === 1) form.clear("front", path);
    else form.change((flow) => flow.remove("front", [...path, at]));
  };
  return (
    <Group where="front" path={path} label={labelOf({ key: "snapshot_dimensions" })}>
      {value && !Array.isArray(value) ? <InMarkdown where="front" path={path} /> : (
        <div className="flex flex-wrap gap-x-4 gap-y-1">
          {dimensions.map((one) => (
            <label key={one} className="flex min-h-7 items-center gap-1.5">
              <input type="checkbox" checked={chosen.includes(one)} disabled={form.isReadOnly} onChange={() => turn(one)} />
              {t(`dimension.${one}`)}
            </label>
          ))}
        </div>
      )}
    </Group>
  );
}

function variableSummary(form: Form): string {
  const value = form.value("front", ["variables"]);
  const names = isMapping(value) ? Object.keys(value) : [];
  return names.length > 0 ? listOf(names) : t("field.none");
}

function countOf(form: Form, key: string): string {
  const value = form.value("front", [key]);
  return Array.isArray(value) && value.length > 0 ? String(value.length) : t("field.none");
}

/// Folds; says how many problems are in it while it is closed.
function Section({ title, keys, summary, isOpen: isOpenFirst = false, children }: {
  title: string; keys: string[]; summary?: string; isOpen?: boolean; children: ReactNode;
}) {
  const form = useForm();
  const [isOpen, setOpen] = useState(isOpenFirst);
  const found = form.problems("front", (path) => keys.includes(String(path[0])));
  return (
    <section className="rounded-card border border-line" aria-label={title}>
      <h3>
        <button type="button" aria-expanded={isOpen} className="flex min-h-10 w-full items-center gap-1.5 px-3 py-1.5 text-left" onClick={() => setOpen(!isOpen)}>
          <ChevronRight size={16} aria-hidden className={isOpen ? "shrink-0 rotate-90 text-muted" : "shrink-0 text-muted"} />
          <span className="font-semibold">{title}</span>
          {!isOpen && summary && <span className="min-w-0 truncate text-sm text-muted">{summary}</span>}
          {!isOpen && <span className="ml-auto"><Count found={found} /></span>}
        </button>
      </h3>
      {isOpen && (
        <div className="@container border-t border-line p-3">
          <div className="grid gap-3 @sm:grid-cols-2">{children}</div>
        </div>
      )}
    </section>
  );
}

/// Problems of the front matter that no field shows.
export const isOfNoField = (path: (string | number)[]): boolean => !frontMatterKeys.includes(String(path[0]));
