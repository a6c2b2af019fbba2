import { expect, test } from "vitest";
import { differences } from "./difference";

const marks = { same: " ", added: "+", removed: "-" };
const shown = (before: string, after: string) =>
  differences(before, after).map((hunk) => hunk.lines.map((line) => marks[line.kind] + line.text));

test("texts that are the same have no differences", () => {
  expect(differences("a\nb\n", "a\nb\n")).toEqual([]);
});

test("a line in the middle is added between those that stay", () => {
  expect(shown("a\nb\nc", "a\nb\nwait\nc")).toEqual([[" a", " b", "+wait", " c"]]);
});

test("a changed line is the old one and then the new one", () => {
  expect(shown("a\nb\nc", "a\nB\nc")).toEqual([[" a", "-b", "+B", " c"]]);
});

test("changes far apart stand in hunks of their own, with how much lies between", () => {
  const before = Array.from({ length: 30 }, (_, at) => `line ${at}`);
  const after = before.map((line, at) => (at === 1 || at === 25 ? `${line} new` : line));
  const found = differences(before.join("\n"), after.join("\n"));
  expect(found.map((hunk) => hunk.leftOut)).toEqual([0, 17]);
});

test("an empty text becomes a whole one", () => {
  expect(shown("", "a\nb")).toEqual([["-", "+a", "+b"]]);
});

test("a text that is far too long is shown as removed and added as a whole", () => {
  const before = Array.from({ length: 3_000 }, (_, at) => `old ${at}`).join("\n");
  const after = Array.from({ length: 3_000 }, (_, at) => `new ${at}`).join("\n");
  expect(differences(before, after)[0]?.lines).toHaveLength(6_000);
});
