// Text of terminals into pieces with a colour: the select-graphic-rendition sequences alone (ECMA-48,
// 8.3.117). Every other sequence is dropped. Never makes HTML: pieces are text.

export type Piece = { text: string; color: string; bold: boolean };

const sequence = /\u001b\[([0-9;]*)m|\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?|[\u0000-\u0008\u000b-\u001f\u007f]/g;

const colors: Record<number, string> = {
  31: "text-failed",
  32: "text-ok",
  33: "text-waiting",
  34: "text-running",
  35: "text-skipped",
  36: "text-running",
  90: "text-muted",
};

export function piecesOf(line: string): Piece[] {
  if (!/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line)) return [{ text: line, color: "", bold: false }];
  const pieces: Piece[] = [];
  let look = { color: "", bold: false };
  let from = 0;
  const push = (to: number) => {
    if (to > from) pieces.push({ text: line.slice(from, to), ...look });
  };
  for (const found of line.matchAll(sequence)) {
    push(found.index);
    from = found.index + found[0].length;
    if (found[1] !== undefined) look = changed(look, found[1]);
  }
  push(line.length);
  return pieces;
}

function changed(look: { color: string; bold: boolean }, codes: string) {
  const next = { ...look };
  for (const code of codes.split(";").map(Number)) {
    if (code === 0) Object.assign(next, { color: "", bold: false });
    else if (code === 1) next.bold = true;
    else if (code === 22) next.bold = false;
    else if (code === 39) next.color = "";
    else if (code >= 91 && code <= 96) next.color = colors[code - 60] ?? "";
    else if (colors[code]) next.color = colors[code];
  }
  return next;
}

/// Lines as a terminal would leave them: what a carriage return overwrote is gone.
export function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => {
    const kept = line.replace(/\r+$/, "");
    return kept.slice(kept.lastIndexOf("\r") + 1);
  });
}
