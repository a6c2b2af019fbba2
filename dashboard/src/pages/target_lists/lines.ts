// Targets as lines of text: one a line, notes behind the first comma. Labels are compared ignoring
// case, and the first of several wins. The server checks again.

export type TypedTarget = { label: string; notes: string };
export type ReadLines = { targets: TypedTarget[]; duplicates: string[] };

export function readLines(text: string): ReadLines {
  const seen = new Set<string>();
  const targets: TypedTarget[] = [];
  const duplicates: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const comma = line.indexOf(",");
    const label = (comma < 0 ? line : line.slice(0, comma)).trim();
    if (!label) continue;
    const key = label.toLowerCase();
    if (seen.has(key)) {
      duplicates.push(label);
      continue;
    }
    seen.add(key);
    targets.push({ label, notes: comma < 0 ? "" : line.slice(comma + 1).trim() });
  }
  return { targets, duplicates };
}

export function linesOf(targets: { label: string; notes: string }[]): string {
  return targets.map(({ label, notes }) => (notes ? `${label}, ${notes}` : label)).join("\n");
}
