// What can be written at the cursor: keys of the front matter, step types, the keys of a step, names
// of variables. Words alone; what they must hold is the server's to say.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import {
  becomeMethods, dimensions, flowTypes, frontMatterKeys, keysOf, ringKeys, risks, ruleKeys,
  selectorKinds, shells, stepTypes, strategies, strategyKeys, taskKinds, variableKeys, variableTypes,
} from "@/flow_text/fields";

const values: Record<string, readonly string[]> = {
  risk_level: risks,
  strategy: strategies,
  shell: shells,
  on_failure: ["offer", "rollback"],
  per: ["batch", "target"],
  severity: ["info", "warning", "error"],
  kind: taskKinds,
  method: becomeMethods,
  by: selectorKinds,
  step_type: stepTypes,
};
const flags = new Set([
  "requires_approval", "idempotent", "expect_reboot", "continue_on_error", "fail_fast",
  "approval_between", "auto_approve", "required",
]);
/// The keys of the mappings of the front matter, by the key that they stand under.
const below: Record<string, string[]> = {
  strategy_config: strategyKeys,
  rings: ringKeys,
  auto_approve_rules: ruleKeys,
  target_selector: ["by", "value", "all_of", "any_of", "not"],
  variables: variableKeys,
};

type Place = "front matter" | "step" | "prose";

/// Where a line stands: between the `---` of the beginning, in a fenced block of YAML, or in prose.
export function placeOf(linesBefore: string[]): { place: Place; stepType: string } {
  let place: Place = linesBefore[0]?.trim() === "---" ? "front matter" : "prose";
  let stepType = "";
  for (const line of linesBefore.slice(1)) {
    const trimmed = line.trim();
    if (place === "front matter" && trimmed === "---") place = "prose";
    else if (place === "prose" && /^```\s*ya?ml/.test(trimmed)) {
      place = "step";
      stepType = "";
    } else if (place === "step" && trimmed.startsWith("```")) place = "prose";
    else if (place === "step") stepType = /^type:\s*(\w+)/.exec(trimmed)?.[1] ?? stepType;
  }
  return { place, stepType };
}

/// The names that the front matter declares under `variables`.
export function variablesOf(text: string): string[] {
  const head = /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? "";
  const block = /^variables:[ \t]*\n((?:[ \t]+.*\n?|\n)*)/m.exec(head)?.[1] ?? "";
  return [...block.matchAll(/^ {2}([A-Za-z_]\w*):/gm)].map((found) => found[1] ?? "");
}

const words = (labels: readonly string[], type: string, behind = ""): Completion[] =>
  labels.map((label) => ({ label, type, apply: label + behind }));

function answer(from: number, options: Completion[], validFor = /^\w*$/): CompletionResult | null {
  return options.length > 0 ? { from, options, validFor } : null;
}

/// The key of the front matter that the line stands under, where it is indented.
export function parentOf(linesBefore: string[], indent: number): string {
  if (indent === 0) return "";
  const above = linesBefore.findLast((line) => /^\w+:/.test(line));
  const nested = linesBefore.findLast((line) => /^\s+-?\s*rings:/.test(line) || /^\w+:/.test(line));
  return nested?.includes("rings:") ? "rings" : (/^\w+/.exec(above ?? "")?.[0] ?? "");
}

function stepTitles(text: string): string[] {
  const found = [...text.matchAll(/^### *step *\d+ *: *(.+?) *$/gim)];
  return [...found.map((one) => one[1] ?? ""), "done"];
}

/// What may follow a key.
function valuesOf(key: string, place: Place, parent: string, text: string, recipes: string[]): Completion[] {
  if (key === "type" && place === "step") return words(stepTypes, "type");
  if (key === "type") return words(parent === "variables" ? variableTypes : flowTypes, "type");
  if (key === "recipe" || key === "recipe_slug") return words(recipes, "constant");
  if (key === "goto") return words(stepTitles(text), "constant");
  if (flags.has(key)) return words(["true", "false"], "enum");
  return words(values[key] ?? [], "enum");
}

/// `recipes` are the slugs of the team's.
export function complete(context: CompletionContext, recipes: string[] = []): CompletionResult | null {
  const { state, pos } = context;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const start = pos - (/\w*$/.exec(before)?.[0].length ?? 0);

  if (/\{\{\s*\w*$/.test(before)) {
    const names = ["target", "target_address", ...variablesOf(state.doc.toString())];
    const closes = /^\s*\}\}/.test(line.text.slice(before.length));
    return answer(start, words(names, "variable", closes ? "" : " }}"));
  }
  const lines = state.doc.sliceString(0, line.from).split("\n").slice(0, -1);
  const { place, stepType } = placeOf(lines);
  if (place === "prose") return null;
  const parent = place === "front matter" ? parentOf(lines, /^ */.exec(before)![0].length) : "";

  const value = /(?:^\s*(?:-\s+)?|[{,]\s*)(\w+):\s+([\w-]*)$/.exec(before);
  if (value) {
    const options = valuesOf(value[1]!, place, parent, state.doc.toString(), recipes);
    return answer(pos - value[2]!.length, options, /^[\w-]*$/);
  }
  if (/^snapshot_dimensions:\s*\[[\w, ]*$/.test(before)) return answer(start, words(dimensions, "enum"));
  if (!/^\s*(?:-\s+)?\w*$/.test(before) || (before.trim() === "" && !context.explicit)) return null;
  if (place === "front matter") return answer(start, words(parent ? (below[parent] ?? []) : frontMatterKeys, "property", ": "));
  return /^\w*$/.test(before) ? answer(start, words(keysOf(stepType), "property", ": ")) : null;
}
