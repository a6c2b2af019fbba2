// Texts that the library does not edit, and what it says instead of damaging them.
import { expect, test } from "vitest";
import { FlowText } from "./edits";
import { apply } from "./text";

const flow = (step: string, front = "subject: os") =>
  new FlowText(`---\n${front}\n---\n\n# Name\n\n## Steps\n\n### Step 1: One\n\n\`\`\`yaml\n${step}\n\`\`\`\n\n### Step 2: Two\n\n\`\`\`yaml\ntype: wait\nseconds: 1\n\`\`\`\n`);
const first = { section: "steps", index: 0 } as const;

test.each([
  ["no YAML", "command: [a"],
  ["a key twice", "type: wait\ntype: wait"],
  ["an alias", "type: &x wait\nmessage: *x"],
  ["an anchor", "type: &x wait"],
  ["a tag", "type: !!str wait"],
  ["a key that is a list", "[a]: b"],
  ["a list instead of keys", "- a"],
  ["two documents", "a: 1\n---\nb: 2"],
])("a step with %s is not edited, the one beside it is", (_, step) => {
  const text = flow(step);
  expect(text.set(first, ["retries"], 2)).toBeNull();
  expect(text.set({ section: "steps", index: 1 }, ["seconds"], 2)).toHaveLength(1);
});

test("what would end the block is refused", () => {
  expect(flow("type: custom_tool\ncommand: a").set(first, ["command"], "cat <<E\n```\nE")).toBeNull();
});

test("prose that would become a section, a step or a second block is refused", () => {
  const text = flow("type: wait");
  for (const prose of ["## Notes", "### Step 9: more", "```yaml\na: 1\n```", "```\nnever closed", "Steps\n-----"]) {
    expect(text.setStepProse(first, prose), prose).toBeNull();
  }
  for (const words of ["## Notes", "# Other", "```\nnever closed", "<!-- never closed", "Steps\n-----"]) {
    expect(text.setDescription(`Words\n\n${words}`), words).toBeNull();
  }
});

test("a title is one line", () => {
  expect(flow("type: wait").setStepTitle(first, "a\n## b")).toBeNull();
  expect(flow("type: wait").setTitle("a\nb")).toBeNull();
});

test("a step without a block, or with two, is not edited but can be moved", () => {
  const text = new FlowText("---\na: b\n---\n\n# N\n\n## Steps\n\n### Step 1: A\n\nprose\n\n### Step 2: B\n\n```yaml\na: 1\n```\n\n```yaml\nb: 1\n```\n");
  expect(text.block(first)).toBeNull();
  expect(text.block({ section: "steps", index: 1 })).toBeNull();
  expect(apply(text.text, text.moveStep("steps", 0, 1)!)).toContain("### Step 1: B");
});

test("hostile texts are read without an error", () => {
  for (const text of ["", "---", "---\n---", "---\n\u0000: [", "\ufeff---\na: 1\n---\n# x", "#".repeat(10_000), "---\na: ".concat("[".repeat(10_000)), "```yaml"]) {
    const read = new FlowText(text);
    expect(read.insertStep("steps", 0, "A", { type: "wait" })).not.toBeUndefined();
    expect(read.set("front", ["subject"], "x")).not.toBeUndefined();
  }
});

test("keys come in their order, and what is empty is begun", () => {
  const text = new FlowText("---\n---\n");
  const edits = text.set("front", ["strategy_config", "rings"], [{ name: "all", percent: 100 }])!;
  const next = new FlowText(apply(text.text, edits));
  expect(next.text).toBe("---\nstrategy_config:\n  rings:\n    - name: all\n      percent: 100\n---\n");
  const last = apply(next.text, next.set("front", ["subject"], "os")!);
  expect(last).toBe("---\nsubject: os\nstrategy_config:\n  rings:\n    - name: all\n      percent: 100\n---\n");
});

test("the sections are made with their first step", () => {
  const text = new FlowText("---\na: b\n---\n\n# N\n\nWords.\n\n## Notes\n\nEnd\n");
  const once = new FlowText(apply(text.text, text.insertStep("steps", 0, "A", { type: "wait", seconds: 1 })!));
  const twice = apply(once.text, once.insertStep("rollback", 0, "B", { type: "wait", seconds: 2 })!);
  expect(twice).toBe("---\na: b\n---\n\n# N\n\nWords.\n\n## Steps\n\n### Step 1: A\n\n```yaml\ntype: wait\nseconds: 1\n```\n\n## Rollback\n\n### Step 1: B\n\n```yaml\ntype: wait\nseconds: 2\n```\n\n## Notes\n\nEnd\n");
});

test("options follow the steps that they name", () => {
  const text = flow("type: question\nprompt: p\noptions:\n  - {label: a, goto: Two}   # by title\n  - {label: b, goto: 2}\n  - label: c\n    goto: 'Step 2: Two'");
  const renamed = new FlowText(apply(text.text, text.setStepTitle({ section: "steps", index: 1 }, "Three")!));
  expect(renamed.text).toContain("goto: Three}   # by title");
  const more = apply(renamed.text, renamed.insertStep("steps", 1, "New", { type: "wait", seconds: 1 })!);
  expect(more).toContain("goto: 3}");
  expect(more).toContain("goto: 'Step 3: Two'");
});
