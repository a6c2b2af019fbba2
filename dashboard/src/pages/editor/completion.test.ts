import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { complete, placeOf, variablesOf } from "./completion";

const text = `---
subject: os
variables:
  patch: {type: string}
  window:
    type: choice
---

# Name

## Steps

### Step 1: Check

\`\`\`yaml
type: wait_until
`;

test("the beginning is front matter", () => {
  expect(placeOf(text.split("\n").slice(0, 2)).place).toBe("front matter");
});

test("between heading and block is prose", () => {
  expect(placeOf(text.split("\n").slice(0, 10)).place).toBe("prose");
});

test("inside a yaml block is a step, whose type is known from above", () => {
  expect(placeOf(text.trimEnd().split("\n"))).toEqual({ place: "step", stepType: "wait_until" });
});

test("variables are the names one level deep", () => {
  expect(variablesOf(text)).toEqual(["patch", "window"]);
});

/// What is offered behind the text with `typed` at its end.
function offered(typed: string, before = text, recipes: string[] = []): string[] {
  const state = EditorState.create({ doc: before + typed });
  const found = complete(new CompletionContext(state, state.doc.length, true), recipes);
  return found?.options.map((option) => option.label) ?? [];
}

test("in a step come its type's keys, types, recipes and the titles of steps", () => {
  expect(offered("")).toContain("interval_seconds");
  expect(offered("")).not.toContain("checks");
  const fresh = text.replace("type: wait_until\n", "");
  expect(offered("type: ", fresh)).toContain("human_gate");
  expect(offered("recipe: upd", fresh, ["update-kernel"])).toEqual(["update-kernel"]);
  expect(offered("    goto: ", fresh)).toEqual(["Check", "done"]);
  expect(offered("become: {method: ", fresh)).toEqual(["sudo", "su", "doas"]);
});

test("inside of braces come the variables, anywhere", () => {
  const names = ["target", "target_address", "patch", "window"];
  expect(offered("command: echo {{ pa")).toEqual(names);
  expect(offered("```\n\n### Step 2: {{")).toEqual(names);
});

test("in the front matter come keys, values, and the keys of what the line stands under", () => {
  const front = "---\n";
  expect(offered("str", front)).toContain("strategy_config");
  expect(offered("strategy: ", front)).toContain("rings");
  expect(offered("variables:\n  one:\n    ", front)).toContain("pattern");
  expect(offered("variables:\n  one:\n    type: ", front)).toContain("choice");
  expect(offered("strategy_config:\n  ", front)).toContain("batch_size");
  expect(offered("strategy_config:\n  rings:\n    - ", front)).toContain("soak_minutes");
  expect(offered("auto_approve_rules:\n  - step_type: ", front)).toContain("validate");
  expect(offered("snapshot_dimensions: [packages, ", front)).toContain("kernel");
});
