import { expect, test, vi } from "vitest";
import type { BatchSession } from "@/api/batches";
import type { Change, SessionPlace } from "@/live/messages";
import { RunStore } from "./run_store";

function session(id: string, part: Partial<BatchSession> = {}): BatchSession {
  return {
    session_id: id, batch_id: "b", target_label: id, server_id: null, manual: false, position: 0,
    wave: 0, recheck: false, status: "pending", failure: "", reason: "", stage: "steps", step: 0,
    step_status: "", issues: 0, started_at: null, ended_at: null, assigned_to: "", outcome: "",
    version: 1, ...part,
  };
}

function change(kind: string, body: Record<string, unknown> = {}): Change {
  return { sequence: 1, number: 0, at: 0, topic: "batches", kind, subject: "b", session_id: "", body: body as never };
}

function moved(...sessions: Partial<SessionPlace>[]): Change {
  const unmoved = { stage: "steps", step: 0, started_at: null, ended_at: null };
  return change("sessions_changed", { sessions: sessions.map((one) => ({ ...unmoved, ...one })) });
}

function storeOf(...sessions: BatchSession[]) {
  const store = new RunStore();
  store.load(sessions);
  return store;
}

test("hosts are looked for ring after ring, and by name within each", () => {
  const store = storeOf(session("web-10"), session("web-1"), session("web-9", { wave: 1 }), session("web-2", { wave: 1 }), session("web-3"));
  expect(store.order.map((index) => store.sessions[index]!.target_label)).toEqual(["web-1", "web-3", "web-10", "web-2", "web-9"]);
});

test("a host that has gone since the approval comes after every ring", () => {
  const store = storeOf(session("web-2"), session("web-3", { wave: 1 }), session("web-1", { wave: -1, status: "skipped" }));
  expect(store.order.map((index) => store.sessions[index]!.target_label)).toEqual(["web-2", "web-3", "web-1"]);
  expect(store.counts(0, 1)).toMatchObject({ pending: 1, skipped: 0 });
});

test("a change moves the hosts that it speaks of", () => {
  const store = storeOf(session("a"), session("b"), session("c"));
  store.apply([moved({ session_id: "b", status: "running", step: 2 }, { session_id: "c", status: "failed" })]);
  expect([0, 1, 2].map((index) => store.stateAt(index))).toEqual(["pending", "running", "failed"]);
  expect([...store.steps]).toEqual([0, 2, 0]);
});

test("how long a host took is known when it has ended", () => {
  const store = storeOf(session("a"), session("b", { started_at: 1_000, ended_at: 4_000 }));
  expect([store.tookAt(0), store.tookAt(1)]).toEqual([null, 3_000]);
  store.apply([moved({ session_id: "a", status: "running", started_at: 5_000 })]);
  expect(store.tookAt(0)).toBe(null);
  store.apply([moved({ session_id: "a", status: "completed", started_at: 5_000, ended_at: 7_000 })]);
  expect(store.tookAt(0)).toBe(2_000);
  store.apply([moved({ session_id: "a", status: "pending", started_at: 5_000 })]);
  expect(store.tookAt(0)).toBe(null);
});

test("a re-check is no host of its own", () => {
  expect(storeOf(session("a"), session("r", { recheck: true })).size).toBe(1);
});

test("counts are of a part, such as one ring", () => {
  const store = storeOf(session("a", { status: "completed" }), session("b", { status: "failed" }), session("c"));
  expect(store.counts(0, 2)).toMatchObject({ completed: 1, failed: 1, pending: 0 });
});

test("a halt makes the snapshot incomplete, as skipped hosts have no event of their own", () => {
  const store = storeOf(session("a"));
  store.apply([change("batch_halted")]);
  expect(store.isIncomplete).toBe(true);
});

test("subscribers hear once of many changes", () => {
  vi.useFakeTimers();
  const store = storeOf(session("a"));
  vi.runAllTimers();
  const heard = vi.fn();
  store.subscribe(heard);
  for (let index = 0; index < 500; index++) store.apply([moved({ session_id: "a", status: "running", step: index % 5 })]);
  vi.advanceTimersByTime(100);
  expect(heard).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

test("a snapshot that was read before an event was heard does not undo it", () => {
  const store = storeOf(session("a", { status: "running" }));
  store.beginReading();
  store.apply([moved({ session_id: "a", status: "completed" }), change("batch_ended")]);
  store.load([session("a", { status: "running" })]);
  expect(store.stateAt(0)).toBe("completed");
  expect(store.isIncomplete).toBe(true);
  store.beginReading();
  store.load([session("a", { status: "completed" })]);
  expect(store.isIncomplete).toBe(false);
});
