// What can be written at the cursor: keys of the front matter, step types, the keys of a step, names
// of variables. Words alone; what they must hold is the server's to say.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";

const frontMatter = [
  "subject", "risk_level", "type", "strategy", "strategy_config", "snapshot_dimensions",
  "auto_approve_rules", "target_selector", "variables", "tags", "shell", "fail_fast", "on_failure",
  "estimated_minutes",
];
const ofAnyStep = [
  "type", "requires_approval", "retries", "retry_delay", "continue_on_error", "idempotent", "become",
  "secrets", "expect_reboot", "only_if", "shell", "fail_fast",
];
const ofType: Record<string, string[]> = {
  validate: ["checks", "timeout"],
  custom_tool: ["command", "timeout", "recipe_slug"],
  recipe: ["recipe", "variables", "timeout"],
  wait: ["seconds"],
  wait_until: ["condition", "timeout_seconds", "interval_seconds"],
  notify: ["message", "channel", "severity", "per"],
  human_gate: ["message"],
  task: [
    "kind", "estimated_minutes", "expected_outcome", "verification", "checklist", "reference_url",
    "fallback",
  ],
  question: ["prompt", "options"],
};
const values: Record<string, string[]> = {
  risk_level: ["low", "medium", "high"],
  strategy: ["rolling", "parallel", "parallel_batched", "rings"],
  shell: ["sh", "bash"],
  on_failure: ["offer", "rollback"],
  per: ["batch", "target"],
  requires_approval: ["true", "false"],
  idempotent: ["true", "false"],
  expect_reboot: ["true", "false"],
  continue_on_error: ["true", "false"],
  kind: ["action", "informational", "verification", "warning"],
};
const flowTypes = ["maintenance", "procedural", "troubleshooting"];

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

const words = (labels: string[], type: string, behind = ""): Completion[] =>
  labels.map((label) => ({ label, type, apply: label + behind }));

function answer(from: number, options: Completion[]): CompletionResult | null {
  return options.length > 0 ? { from, options, validFor: /^\w*$/ } : null;
}

export function complete(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const line = state.doc.lineAt(pos);
  const before = line.text.slice(0, pos - line.from);
  const start = pos - (/\w*$/.exec(before)?.[0].length ?? 0);

  if (/\{\{\s*\w*$/.test(before)) {
    const names = ["target", "target_address", ...variablesOf(state.doc.toString())];
    return answer(start, words(names, "variable"));
  }
  const lines = state.doc.sliceString(0, line.from).split("\n").slice(0, -1);
  const { place, stepType } = placeOf(lines);
  if (place === "prose") return null;

  const key = /^\s*-?\s*(\w+):\s*\w*$/.exec(before)?.[1];
  if (key === "type") {
    return answer(start, words(place === "step" ? Object.keys(ofType) : flowTypes, "type"));
  }
  if (key) return answer(start, words(values[key] ?? [], "enum"));
  if (!/^\w*$/.test(before) || (before === "" && !context.explicit)) return null;
  const keys = place === "step" ? [...(ofType[stepType] ?? []), ...ofAnyStep] : frontMatter;
  return answer(start, words(keys, "property", ": "));
}
