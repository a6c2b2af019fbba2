// Ranges of a text and edits of it. Positions count UTF-16 units, as the editor's document does.

export type Range = { from: number; to: number };
export type Edit = Range & { insert: string };

export const cut = (text: string, range: Range): string => text.slice(range.from, range.to);

/// The text after the edits, which don't overlap and refer to the text before.
export function apply(text: string, edits: Edit[]): string {
  let out = "";
  let at = 0;
  for (const edit of edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    out += text.slice(at, edit.from) + edit.insert;
    at = edit.to;
  }
  return out + text.slice(at);
}

/// The edits without what they leave as it was, so that a cursor beside stays where it is.
export function trimmed(text: string, edits: Edit[]): Edit[] {
  return edits.flatMap((edit) => {
    let { from, to, insert } = edit;
    const before = cut(text, edit);
    let same = 0;
    while (same < Math.min(before.length, insert.length) && before[same] === insert[same]) same += 1;
    from += same;
    insert = insert.slice(same);
    while (to > from && insert !== "" && text[to - 1] === insert.at(-1)) {
      to -= 1;
      insert = insert.slice(0, -1);
    }
    return from === to && insert === "" ? [] : [{ from, to, insert }];
  });
}

export const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/// Where the line that holds `at` ends, before its line end.
export function lineEnd(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  if (found < 0) return text.length;
  return found > at && text[found - 1] === "\r" ? found - 1 : found;
}

/// Where the line after the one that holds `at` begins.
export function nextLine(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
}

/// What ends the lines of the text: that of its first line.
export const lineBreak = (text: string): "\n" | "\r\n" => (/^[^\n]*\r\n/.test(text) ? "\r\n" : "\n");

/// The range without blank lines before it and blanks after it.
export function withoutBlanks(text: string, range: Range): Range {
  const inner = cut(text, range);
  const before = /^(?:[ \t]*\r?\n)*/.exec(inner)?.[0].length ?? 0;
  const from = range.from + before;
  return { from, to: from + inner.slice(before).trimEnd().length };
}
