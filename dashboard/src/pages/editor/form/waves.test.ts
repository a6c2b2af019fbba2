import { expect, test } from "vitest";
import type { Value } from "@/flow_text/value";
import { wavesOf } from "./waves";

const sizes = (strategy: string, config: Parameters<typeof wavesOf>[1], count = 20) =>
  wavesOf(strategy, config, count).map((wave) => wave.count);

test("each strategy has the waves that its words say", () => {
  expect(sizes("rolling", undefined, 3)).toEqual([1, 1, 1]);
  expect(sizes("parallel", undefined)).toEqual([20]);
  expect(sizes("parallel_batched", undefined)).toEqual([5, 5, 5, 5]);
  expect(sizes("parallel_batched", { batch_size: "8" })).toEqual([8, 8, 4]);
  expect(sizes("rings", undefined)).toEqual([2, 4, 14]);
  expect(sizes("no_such", undefined)).toEqual([]);
});

test("rings are rounded up, take at least one target each, and say what follows them", () => {
  const rings: Value = [
    { name: "one", percent: "1", soak_minutes: "30" },
    { name: "two", percent: "2", approval_between: "true" },
    { name: "rest", percent: "100" },
  ];
  const waves = wavesOf("rings", { rings }, 20);
  expect(waves.map((wave) => wave.count)).toEqual([1, 1, 18]);
  expect(waves[0]).toMatchObject({ name: "one", soakMinutes: 30, isGated: false });
  expect(waves[1]!.isGated).toBe(true);
});

test("odd configurations make no endless picture", () => {
  expect(sizes("parallel_batched", { batch_size: "0" })).toHaveLength(20);
  expect(sizes("rings", { rings: ["x", { percent: "-5" }] })).toEqual([1, 1]);
  expect(sizes("rings", "text")).toEqual([2, 4, 14]);
});
