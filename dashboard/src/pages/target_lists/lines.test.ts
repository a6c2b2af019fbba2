import { expect, test } from "vitest";
import { linesOf, readLines } from "./lines";

test("one target a line, blank lines left out", () => {
  expect(readLines("RDS-01\n\n  RDS-02  \r\n").targets).toEqual([
    { label: "RDS-01", notes: "" },
    { label: "RDS-02", notes: "" },
  ]);
});

test("what follows the first comma is the notes", () => {
  expect(readLines("db-1, primary, rack 4").targets).toEqual([
    { label: "db-1", notes: "primary, rack 4" },
  ]);
});

test("a label that comes again, in other letters too, is told and left out", () => {
  expect(readLines("web-1\nWEB-1\nweb-2")).toEqual({
    targets: [
      { label: "web-1", notes: "" },
      { label: "web-2", notes: "" },
    ],
    duplicates: ["WEB-1"],
  });
});

test("five thousand pasted lines are read", () => {
  const text = Array.from({ length: 5000 }, (_, index) => `host-${index}`).join("\n");
  expect(readLines(text).targets).toHaveLength(5000);
});

test("a list that is shown and read again is the same", () => {
  const targets = [
    { label: "a", notes: "" },
    { label: "b", notes: "notes, with a comma" },
  ];
  expect(readLines(linesOf(targets)).targets).toEqual(targets);
});

test("targets written as lines are read as they were", () => {
  const targets = [
    { label: "web, 1", notes: "a, b" },
    { label: '"web" 2', notes: "two\nlines\r\n" },
    { label: 'web "3"', notes: ' "quoted", with blanks ' },
    { label: "=web;4", notes: "" },
    { label: "web,5", notes: "" },
  ];
  expect(readLines(linesOf(targets)).targets).toEqual(targets);
});

test("a quote that is never closed is part of its line", () => {
  expect(readLines('"web-1\nweb-2, 12" rack\n"a"b\nweb-3').targets.map(({ label }) => label)).toEqual([
    '"web-1',
    "web-2",
    '"a"b',
    "web-3",
  ]);
});
