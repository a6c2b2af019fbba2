import { expect, test } from "vitest";
import { freshOf, isComplete, kindOf, partsOf } from "./selector";

const role = { by: "role", value: "web" };

test("a selector is complete when each of its conditions says what it looks for", () => {
  expect(isComplete({ by: "all" })).toBe(true);
  expect(isComplete(role)).toBe(true);
  expect(isComplete({ by: "role", value: " " })).toBe(false);
  expect(isComplete({ all_of: [role, { not: { by: "tag", value: "" } }] })).toBe(false);
  expect(isComplete({ all_of: [role, { not: { by: "tag", value: "old" } }] })).toBe(true);
  expect(isComplete({ any_of: [] })).toBe(false);
  expect(isComplete({ not: null })).toBe(false);
  expect(isComplete(null)).toBe(false);
});

test("a condition of another kind keeps what that can hold", () => {
  expect(freshOf("tag", role)).toEqual({ by: "tag", value: "web" });
  expect(freshOf("all_of", role)).toEqual({ all_of: [role] });
  expect(freshOf("any_of", { all_of: [role, role] })).toEqual({ any_of: [role, role] });
  expect(partsOf(freshOf("not", role))).toEqual([role]);
  expect(kindOf(freshOf("all", role))).toBe("all");
});
