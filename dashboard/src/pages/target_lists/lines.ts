// Targets as lines of text: one a line, notes behind the first comma. A label with a comma and notes of several
// lines stand within double quotes, as in CSV, so that a list that is opened is saved as it was. Labels are compared
// ignoring case, and the first of several wins. The server checks again.

export type TypedTarget = { label: string; notes: string };
export type ReadLines = { targets: TypedTarget[]; duplicates: string[] };

const quoted = String.raw`"((?:[^"]|"")*)"[ \t]*`;
const entry = new RegExp(
  String.raw`[ \t]*(?:${quoted}(?=[,\r\n]|$)|([^,\r\n]*))(?:,[ \t]*(?:${quoted}(?=[\r\n]|$)|([^\r\n]*)))?(?:\r\n|[\r\n]|$)`,
  "g",
);

/// What stood within quotes, or else without them.
const cellOf = (within: string | undefined, bare: string | undefined) =>
  within?.replaceAll('""', '"') ?? bare?.trim() ?? "";

const cell = (text: string, mustQuote: boolean) =>
  mustQuote || text !== text.trim() || /^"|[\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export function readLines(text: string): ReadLines {
  const seen = new Set<string>();
  const targets: TypedTarget[] = [];
  const duplicates: string[] = [];
  for (const [, labelWithin, labelBare, notesWithin, notesBare] of text.matchAll(entry)) {
    const label = cellOf(labelWithin, labelBare).trim();
    if (!label) continue;
    const key = label.toLowerCase();
    if (seen.has(key)) {
      duplicates.push(label);
      continue;
    }
    seen.add(key);
    targets.push({ label, notes: cellOf(notesWithin, notesBare) });
  }
  return { targets, duplicates };
}

export function linesOf(targets: { label: string; notes: string }[]): string {
  return targets
    .map(({ label, notes }) => cell(label, label.includes(",")) + (notes ? `, ${cell(notes, false)}` : ""))
    .join("\n");
}
