// The keys of a flow: what each holds and what it is when it is left out. For the form, for completion,
// and for the order in which keys are written. The server's reader is what counts (docs/reference/plan.md).
import { isMapping, type Value, type Written } from "./value";

export type Kind =
  | "line" | "text" | "script" | "integer" | "flag" | "choice" | "words" | "texts" | "scripts"
  | "recipe" | "become" | "values" | "verification" | "fallback" | "options";

export type FieldSpec = {
  key: string;
  /// The key of its label and hint, where those of `key` would not do.
  name?: string;
  kind: Kind;
  isRequired?: boolean;
  /// What holds where the key is left out.
  fallback?: string;
  options?: readonly string[];
  unit?: "s" | "min";
};

export const risks = ["low", "medium", "high"] as const;
export const strategies = ["rolling", "parallel", "parallel_batched", "rings"] as const;
export const dimensions = ["packages", "kernel", "systemd", "configs", "disk", "containers"] as const;
export const flowTypes = ["maintenance", "procedural", "troubleshooting"] as const;
export const shells = ["sh", "bash"] as const;
export const variableTypes = [
  "string", "text", "integer", "boolean", "choice", "date", "host", "secret", "url",
] as const;
export const taskKinds = ["action", "informational", "verification", "warning"] as const;
export const selectorKinds = ["all", "role", "tag", "site", "os_family", "name", "list"] as const;
export const becomeMethods = ["sudo", "su", "doas"] as const;

export const frontMatterKeys = [
  "subject", "risk_level", "type", "strategy", "strategy_config", "snapshot_dimensions",
  "auto_approve_rules", "target_selector", "variables", "tags", "shell", "fail_fast", "on_failure",
  "estimated_minutes",
];
export const strategyKeys = ["batch_size", "rings", "max_failures", "max_concurrency", "shuffle"];
export const ringKeys = ["name", "percent", "soak_minutes", "approval_between"];
export const ruleKeys = ["step_type", "recipe_slug", "auto_approve"];
export const variableKeys = ["label", "help", "type", "required", "default", "pattern", "options", "per"];

const seconds = (key: string, fallback?: string): FieldSpec => ({
  key, kind: "integer", unit: "s", fallback, isRequired: fallback === undefined,
});

/// The keys of each type of step, in the order in which they are written.
export const ofType: Record<string, FieldSpec[]> = {
  validate: [{ key: "checks", kind: "scripts", isRequired: true }, seconds("timeout", "60")],
  custom_tool: [
    { key: "command", kind: "script", isRequired: true },
    seconds("timeout", "300"),
    { key: "recipe_slug", kind: "line" },
  ],
  recipe: [
    { key: "recipe", kind: "recipe", isRequired: true },
    { key: "variables", kind: "values" },
    seconds("timeout", "600"),
  ],
  wait: [seconds("seconds")],
  wait_until: [
    { key: "condition", kind: "script", isRequired: true },
    seconds("timeout_seconds"),
    seconds("interval_seconds", "15"),
  ],
  notify: [
    { key: "message", kind: "text", isRequired: true },
    { key: "channel", kind: "line" },
    { key: "severity", kind: "choice", options: ["info", "warning", "error"], fallback: "info" },
    { key: "per", kind: "choice", options: ["batch", "target"], fallback: "batch" },
  ],
  human_gate: [{ key: "message", kind: "text" }],
  task: [
    { key: "kind", kind: "choice", options: taskKinds, fallback: "action" },
    { key: "estimated_minutes", kind: "integer", unit: "min" },
    { key: "expected_outcome", kind: "text" },
    { key: "verification", kind: "verification" },
    { key: "checklist", kind: "texts" },
    { key: "reference_url", kind: "line" },
    { key: "fallback", kind: "fallback" },
  ],
  question: [
    { key: "prompt", kind: "text", isRequired: true },
    { key: "options", kind: "options", isRequired: true },
  ],
};

export const stepTypes = Object.keys(ofType);

const askedByDefault = new Set(["custom_tool", "recipe", "human_gate"]);

/// Whether a step of the type waits for approval when it does not say.
export const approvalField = (type: string): FieldSpec => ({
  key: "requires_approval", kind: "flag", fallback: String(askedByDefault.has(type)),
});

/// What every step that runs something may say.
const ofRunning: FieldSpec[] = [
  { key: "retries", kind: "integer", fallback: "0" },
  seconds("retry_delay", "10"),
  { key: "continue_on_error", kind: "flag", fallback: "false" },
  { key: "idempotent", kind: "flag", fallback: "false" },
  { key: "become", kind: "become" },
  { key: "secrets", kind: "words" },
  { key: "expect_reboot", kind: "flag", fallback: "false" },
  { key: "only_if", kind: "script" },
  { key: "shell", kind: "choice", options: shells },
  { key: "fail_fast", kind: "flag" },
];
const running = new Set(["validate", "custom_tool", "recipe", "wait_until"]);

export const runningFields = (type: string): FieldSpec[] => (running.has(type) ? ofRunning : []);

/// The keys that a step of that type may have, in the order in which they are written.
export function keysOf(type: string): string[] {
  const fields = [...(ofType[type] ?? []), approvalField(type), ...runningFields(type)];
  return ["type", ...fields.map((field) => field.key)];
}

/// The same by what a step's block says.
export function stepKeys(value: Value): string[] {
  const type = isMapping(value) ? value.type : null;
  return keysOf(typeof type === "string" ? type : "");
}

/// What a step of that type begins with: the keys that it needs, still to be filled in.
export function firstKeys(type: string): { [key: string]: Written } {
  const begins: Record<string, { [key: string]: Written }> = {
    validate: { checks: [""] },
    custom_tool: { command: "" },
    recipe: { recipe: "" },
    wait: { seconds: 60 },
    wait_until: { condition: "", timeout_seconds: 600 },
    notify: { message: "" },
    question: { prompt: "", options: [{ label: "Yes", goto: "done" }, { label: "No", goto: "done" }] },
  };
  return { type, ...begins[type] };
}
