import { describe, expect, it } from "vitest";
import { planOf, type RetryHost, waysOf, whichOf } from "./retry_plan";
import type { HostState } from "./run_store";

const host = (label: string, state: HostState): RetryHost => ({ id: `id-${label}`, label, state, step: 1, reason: "", gone: false });
const hosts = [
  host("web-1", "completed"),
  host("web-2", "failed"),
  host("web-3", "interrupted"),
  host("web-4", "skipped"),
];
const labels = (found: RetryHost[]) => found.map((one) => one.label);
const none = new Set<string>();

describe("a retry", () => {
  it("of all that did not complete leaves what completed alone and names unknown outcomes", () => {
    const plan = planOf(hosts, "anew", "not_completed", none);
    expect(labels(plan.again)).toEqual(["web-2", "web-3", "web-4"]);
    expect(labels(plan.left)).toEqual(["web-1"]);
    expect(labels(plan.unknown)).toEqual(["web-3"]);
  });

  it("of the failed leaves out what never began", () => {
    expect(labels(planOf(hosts, "anew", "failed", none).again)).toEqual(["web-2", "web-3"]);
  });

  it("of chosen hosts takes completed ones up only as a batch of its own", () => {
    const chosen = new Set(["id-web-1", "id-web-2"]);
    expect(labels(planOf(hosts, "anew", "chosen", chosen).again)).toEqual(["web-1", "web-2"]);
    expect(labels(planOf(hosts, "go_on", "chosen", chosen).again)).toEqual(["web-2"]);
  });

  it("takes what has gone since the approval only where it is chosen", () => {
    const some = [host("web-1", "failed"), { ...host("web-2", "skipped"), gone: true }];
    expect(labels(planOf(some, "anew", "all", none).again)).toEqual(["web-1"]);
    expect(labels(planOf(some, "anew", "not_completed", none).again)).toEqual(["web-1"]);
    expect(labels(planOf(some, "anew", "chosen", new Set(["id-web-2"])).again)).toEqual(["web-2"]);
  });

  it("offers no choice that means the same as another", () => {
    expect(whichOf(hosts, "anew")).toEqual(["not_completed", "failed", "all", "chosen"]);
    const failed = [host("a", "failed"), host("b", "failed")];
    expect(whichOf(failed, "anew")).toEqual(["not_completed", "chosen"]);
    expect(whichOf([host("a", "completed")], "anew")).toEqual(["all"]);
    expect(whichOf([host("a", "failed")], "go_on")).toEqual(["failed"]);
  });

  it("goes on where it stopped while the batch can, and begins anew once it is over", () => {
    expect(waysOf("halted", 1)).toEqual(["go_on"]);
    expect(waysOf("failed", 1)).toEqual(["go_on", "anew"]);
    expect(waysOf("completed", 0)).toEqual(["anew"]);
    expect(waysOf("running", 3)).toEqual([]);
  });

  it("never takes up a session whose target nobody has named", () => {
    expect(planOf([host("", "cancelled")], "anew", "all", none).again).toEqual([]);
  });
});
