import { expect, test } from "vitest";
import { linesOf, piecesOf } from "./ansi";

test("plain text is one piece", () => {
  expect(piecesOf("all good")).toEqual([{ text: "all good", color: "", bold: false }]);
});

test("a colour lasts until it is reset", () => {
  expect(piecesOf("a\u001b[1;31mfailed\u001b[0m b")).toEqual([
    { text: "a", color: "", bold: false },
    { text: "failed", color: "text-failed", bold: true },
    { text: " b", color: "", bold: false },
  ]);
});

test("markup is text", () => {
  expect(piecesOf("<img src=x onerror=alert(1)>")[0]?.text).toBe("<img src=x onerror=alert(1)>");
});

test("cursor movements, links and titles are dropped", () => {
  const text = "\u001b[2Ja\u001b]8;;http://example.com\u0007link\u001b]8;;\u0007\u001b]0;title\u0007";
  expect(piecesOf(text).map((piece) => piece.text).join("")).toBe("alink");
});

test("a sequence that is cut off ends nothing", () => {
  expect(piecesOf("a\u001b").map((piece) => piece.text)).toEqual(["a"]);
});

test("what a carriage return overwrote is gone", () => {
  expect(linesOf("10 %\r50 %\r100 %\ndone\r\n")).toEqual(["100 %", "done"]);
});
