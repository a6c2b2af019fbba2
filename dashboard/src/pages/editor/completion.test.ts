import { expect, test } from "vitest";
import { placeOf, variablesOf } from "./completion";

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
