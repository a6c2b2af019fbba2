import { expect, test } from "vitest";
import { gateReason } from "./gate_reason";

test("a reason is told in words", () => {
  expect(gateReason("step")).toBe("as the step says");
  expect(gateReason("rule 2")).toBe("by rule 2 of the flow");
  expect(gateReason("recipe risk")).toBe("because of the risk of its recipe");
});

test("what is no word of ours stays as it is", () => expect(gateReason("Ask the owner of db-1")).toBe("Ask the owner of db-1"));
