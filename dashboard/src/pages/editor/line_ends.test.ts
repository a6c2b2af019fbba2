import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { lineEndsOf, toDocument, toText } from "./line_ends";

test.each([
  ["a\nb\n", "lf"],
  ["a\r\nb\r\n", "crlf"],
  ["a\r\nb\n", "mixed"],
  ["a\rb\n", "mixed"],
  ["", "lf"],
] as const)("%j has line ends %s and leaves the editor as it came", (text, ends) => {
  expect(lineEndsOf(text)).toBe(ends);
  const extensions = ends === "mixed" ? EditorState.lineSeparator.of("\n") : [];
  const state = EditorState.create({ doc: toDocument(text, ends), extensions });
  expect(toText(state.doc.toString(), ends)).toBe(text);
});
