// Where a problem that the server found stands in the editor's text. The text may have changed in the
// meantime, so every position is held inside of it. The server's columns count characters, the
// editor's positions UTF-16 units.
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Schemas } from "@/api/client";

type Found = Schemas["Diagnostic"];

/// The units that the first `characters` of a line take.
function unitsOf(line: string, characters: number): number {
  let at = 0;
  for (let left = characters; left > 0 && at < line.length; --left) {
    at += line.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at;
}

function offset(doc: Text, line: number, column: number): number {
  if (line > doc.lines) return doc.length;
  const found = doc.line(Math.max(1, line));
  return found.from + unitsOf(found.text, column - 1);
}

/// The same in a text that is no document of the editor.
export function offsetAt(text: string, line: number, column: number): number {
  let from = 0;
  for (let left = line; left > 1; --left) {
    const next = text.indexOf("\n", from);
    if (next < 0) return text.length;
    from = next + 1;
  }
  const end = text.indexOf("\n", from);
  return from + unitsOf(text.slice(from, end < 0 ? undefined : end), column - 1);
}

export function inPlace(doc: Text, found: Found): Diagnostic {
  const from = offset(doc, found.line, found.column);
  const to = offset(doc, found.end_line, found.end_column);
  return {
    from,
    to: Math.max(from, to),
    severity: found.severity,
    source: found.code,
    message: found.hint ? `${found.message}\n${found.hint}` : found.message,
  };
}
