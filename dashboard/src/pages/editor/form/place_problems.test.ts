import { expect, test } from "vitest";
import { FlowText } from "@/flow_text/edits";
import { type Found, placeProblems } from "./place_problems";

const text = `---
subject: "🎉 os"
rings: [{name: a, percnt: 1}]
---

# Name

## Steps

### Step 1: One

\`\`\`yaml
type: validate
checks:
  - ok
  - ""
\`\`\`
`;

const at = (line: number, column: number, rest: Partial<Found> = {}): Found => ({
  severity: "error", line, column, end_line: line, end_column: column, code: "c", message: "m", hint: "", ...rest,
});
const place = (found: Found) => placeProblems(new FlowText(text), [found]).map(({ where, path }) => ({ where, path }))[0];
const first = { section: "steps", index: 0 };

test("a problem is placed at the innermost key that it stands in", () => {
  expect(place(at(2, 10))).toEqual({ where: "front", path: ["subject"] });
  expect(place(at(3, 20))).toEqual({ where: "front", path: ["rings", 0, "percnt"] });
  expect(place(at(16, 5))).toEqual({ where: first, path: ["checks", 1] });
});

test("a key that is missing is placed at the field that it would be", () => {
  const missing = at(12, 1, { code: "plan.missing-key", hint: "add `timeout:`" });
  expect(place({ ...missing, line: 13 })).toEqual({ where: first, path: ["timeout"] });
});

test("what stands in no block belongs to its step, or to the whole", () => {
  expect(place(at(10, 1))).toEqual({ where: first, path: [] });
  expect(place(at(6, 1))).toEqual({ where: "whole", path: [] });
  expect(place(at(99, 9))?.path).toEqual([]);
});
