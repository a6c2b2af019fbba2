import { expect, test } from "vitest";
import type { AuditEntry } from "@/api/audit";
import { actionWords, subjectName, subjectPage } from "./audit_words";

const entry = (part: Partial<AuditEntry>): AuditEntry => ({
  sequence: 1, at: 0, actor: { kind: "user", id: "a", name: "Ann" }, address: "", action: "server.deleted",
  subject: "s1", difference: '{"before":null,"after":null}', hash: "", about: null, ...part,
});

test("an action is told in words", () => {
  expect(actionWords("server.mode-changed")).toBe("Server mode changed");
  expect(actionWords("server.mode_changed")).toBe("Server mode changed");
  expect(actionWords("schedule paused")).toBe("Schedule paused");
  expect(actionWords("tree.created")).toBe("Flow created");
});

test("what an entry is about has its name of now, and a page", () => {
  const one = entry({ about: { kind: "server", name: "web-1" } });
  expect([subjectName(one), subjectPage(one)]).toEqual(["web-1", "/servers/s1"]);
  expect(subjectPage(entry({ about: { kind: "maintenance", name: "Updates" } }))).toBe("/flows/s1/maintenance");
  expect(subjectPage(entry({ about: { kind: "secret", name: "LOGIN" } }))).toBe(null);
});

test("what is gone has the name that its entry has", () => {
  const gone = entry({ difference: '{"before":{"name":"web-1","port":22},"after":null}' });
  expect([subjectName(gone), subjectPage(gone)]).toEqual(["web-1", null]);
  expect(subjectName(entry({ difference: '{"before":{"name":"old"},"after":{"name":"new"}}' }))).toBe("new");
  for (const difference of ["", "x", '{"after":"x"}', '{"after":[1]}']) expect(subjectName(entry({ difference }))).toBe("");
});

test("what changed many servers tells how many, and names a few", () => {
  const changed = (count: number, names: string[]) =>
    subjectName(entry({ difference: JSON.stringify({ before: null, after: { changed: count, names, set: {} } }) }));
  expect(changed(7, ["web1", "web2"])).toBe("7 servers: web1, web2, …");
  expect(changed(1, ["web1"])).toBe("1 server: web1");
});
