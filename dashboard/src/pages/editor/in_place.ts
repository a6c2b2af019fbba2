// Where a problem that the server found stands in the editor's text. The text may have changed in the
// meantime, so every position is held inside of it.
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { Schemas } from "@/api/client";

type Found = Schemas["Diagnostic"];

function offset(doc: Text, line: number, column: number): number {
  if (line > doc.lines) return doc.length;
  const found = doc.line(Math.max(1, line));
  return Math.min(found.from + Math.max(0, column - 1), found.to);
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
