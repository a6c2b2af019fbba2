import { describe, expect, it } from "vitest";
import type { ServerSession } from "@/api/servers";
import { type ModeChange, pastOf, shotsOf, snapshotOf } from "./past";

const session = (id: string, at: number, part: Partial<ServerSession> = {}): ServerSession => ({
  session_id: id, batch_id: "b", tree_id: null, name: "Patches", status: "completed", reason: "", launched_at: at,
  started_at: at + 1, ended_at: at + 10, has_before: true, has_after: true, ...part,
});
const mode = (at: number): ModeChange => ({ at, mode: "shadow", by_whom: "ann", reason: "why" });

describe("a server's past", () => {
  it("is one order of what ran and of its modes, newest first", () => {
    const past = pastOf([session("s2", 200), session("s1", 100)], [mode(300), mode(150)], true);
    expect(past.map((one) => one.at)).toEqual([300, 200, 150, 100]);
  });

  it("holds older changes of the mode back until the sessions around them are read", () => {
    expect(pastOf([session("s2", 200)], [mode(50)], false).map((one) => one.at)).toEqual([200]);
    expect(pastOf([session("s2", 200)], [mode(50)], true).map((one) => one.at)).toEqual([200, 50]);
    expect(pastOf([], [mode(50)], true)).toHaveLength(1);
  });

  it("names each snapshot by its session and moment, in the order in which they were taken", () => {
    const shots = shotsOf([session("s2", 200, { has_after: false }), session("s1", 100)]);
    expect(shots.map((one) => one.key)).toEqual(["s2:before", "s1:after", "s1:before"]);
  });

  it("takes no word of the address for a snapshot that is none", () => {
    expect(snapshotOf("s1:after")).toEqual({ session: "s1", moment: "after" });
    for (const wrong of [undefined, "", "s1", "s1:later", ":after"]) expect(snapshotOf(wrong)).toBeNull();
  });
});
