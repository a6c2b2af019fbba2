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
