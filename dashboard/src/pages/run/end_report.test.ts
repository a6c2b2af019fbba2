import { describe, expect, it } from "vitest";
import type { BatchSession } from "@/api/batches";
import { endReport } from "./end_report";

const session = (label: string, part: Partial<BatchSession>): BatchSession => ({
  session_id: `id-${label}`, batch_id: "b", target_label: label, server_id: null, manual: false, position: 0, wave: 0,
  recheck: false, status: "completed", failure: "none", reason: "", stage: "steps", step: 0, step_status: "completed",
  issues: 0, started_at: 0, ended_at: 1_000, assigned_to: "", outcome: "", version: 1, ...part,
});

describe("the report at the end of a run", () => {
  it("says the same failure once, whatever numbers and names stand in it", () => {
    const failed = (label: string, reason: string, step = 2) => session(label, { status: "failed", reason, step });
    const { failures } = endReport([
      failed("web-1", "web-1: no space left on device, 4096 bytes"),
      failed("web-2", "web-2: no space left on device, 12 bytes"),
      failed("web-3", "web-3: no space left on device, 12 bytes", 3),
      session("web-4", {}),
    ]);
    expect(failures.map((one) => [one.step, one.hosts.length])).toEqual([[2, 2], [3, 1]]);
  });

  it("names hosts that took more than twice the usual time, the slowest first", () => {
    const report = endReport([
      session("a", { ended_at: 1_000 }), session("b", { ended_at: 1_200 }), session("c", { ended_at: 5_000 }),
      session("d", { ended_at: 9_000 }), session("e", { ended_at: 900 }),
    ]);
    expect(report.median).toBe(1_200);
    expect(report.slowest.map((one) => one.label)).toEqual(["d", "c"]);
  });

  it("measures only hosts that completed", () => {
    expect(endReport([session("a", { ended_at: null, status: "running" })]).measured).toBe(0);
  });
});
