import { describe, expect, it } from "vitest";
import type { BatchSession } from "@/api/batches";
import { RunStore, type HostState } from "./run_store";
import { axisOf, crowdOf, lanesOf, mostAtOnce, placeOf, slowest, ticksOf, type Work, workOf } from "./timeline";

const work = (from: number, to: number, state: HostState = "completed", index = 0): Work => ({ index, from, to, state });

describe("the timeline", () => {
  it("lasts until now where a host still works, and leaves out what has not begun", () => {
    const store = new RunStore();
    const session = (id: string, part: Partial<BatchSession>) => ({ session_id: id, target_label: id, step: 0, ...part }) as BatchSession;
    store.load([
      session("a", { status: "completed", started_at: 10, ended_at: 20 }),
      session("b", { status: "running", started_at: 15, ended_at: null }),
      session("c", { status: "pending", started_at: null, ended_at: null }),
    ]);
    expect(workOf(store, 0, 3, 99).map((one) => [one.index, one.from, one.to])).toEqual([[0, 10, 20], [1, 15, 99]]);
    expect(workOf(store, 2, 1, 99)).toEqual([]);
  });

  it("folds a long pause, and gives the rest the room", () => {
    const axis = axisOf([work(0, 100), work(900, 1_000)])!;
    expect(axis.stretches.map((one) => one.folded)).toEqual([false, true, false]);
    expect(placeOf(axis, 50)).toBeCloseTo(0.2375);
    expect(placeOf(axis, 1_000)).toBeCloseTo(1);
    const [, pause] = axis.stretches;
    expect(pause!.right - pause!.left).toBeCloseTo(0.05);
  });

  it("keeps short pauses as they are", () => {
    const axis = axisOf([work(0, 100), work(105, 200)])!;
    expect(axis.stretches).toHaveLength(1);
    expect(placeOf(axis, 100)).toBeCloseTo(0.5);
  });

  it("has a place for a moment that lasts no time", () => {
    const axis = axisOf([work(5, 5)])!;
    expect(placeOf(axis, 5)).toBe(0);
    expect(axisOf([])).toBeNull();
  });

  it("writes no time within a fold", () => {
    const axis = axisOf([work(0, 100), work(900, 1_000)])!;
    for (const tick of ticksOf(axis, 20)) expect(tick.at <= 100 || tick.at >= 900).toBe(true);
  });

  it("tells of many hosts how many worked at once and where they failed", () => {
    const all = [work(0, 50), work(0, 100), work(40, 60, "failed")];
    const crowd = crowdOf(all, axisOf(all)!, 10);
    expect(crowd.working[0]).toBe(2);
    expect(crowd.most).toBe(3);
    expect(crowd.failed[6]).toBe(1);
    expect(crowd.working.at(-1)).toBe(1);
    expect(mostAtOnce([work(0, 50), work(50, 60)])).toBe(1);
  });

  it("counts ten thousand hosts, each once", () => {
    const lasts = (index: number) => (index === 77 ? 5_000 : 400);
    const all = Array.from({ length: 10_000 }, (_, index) => work(index * 4, index * 4 + lasts(index), "completed", index));
    expect(mostAtOnce(all)).toBe(101);
    const crowd = crowdOf(all, axisOf(all)!, 200);
    expect(crowd.working).toHaveLength(200);
    expect(crowd.most).toBeGreaterThanOrEqual(101);
    expect(slowest(all, 1)[0]!.index).toBe(77);
  });

  it("draws many small batches as fewer lanes that leave none out", () => {
    const waves = Array.from({ length: 95 }, (_, at) => ({ name: `batch ${at + 1}`, first: at * 5, count: 5 }));
    const lanes = lanesOf(waves, 40);
    expect(lanes.length).toBeLessThanOrEqual(40);
    expect(lanes.reduce((sum, lane) => sum + lane.count, 0)).toBe(475);
    expect(lanes[0]!.name).toBe("batch 1 – batch 3");
    expect(lanesOf(waves.slice(0, 2), 40).map((lane) => lane.name)).toEqual(["batch 1", "batch 2"]);
  });
});
