// A line of a flow's or recipe's own text: what it marks as code stands as code, other marks of markdown
// are left out. Text, never HTML; an address is not made a link.
import { Fragment } from "react";

export type Piece = { text: string; isCode: boolean };

const mark = /(`+)(.+?)\1(?!`)|\*\*(.+?)\*\*|\[([^\]]+)\]\([^()\s]*\)/gs;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const add = (part: string, isCode = false) => part && pieces.push({ text: part, isCode });
  for (const found of text.matchAll(mark)) {
    add(text.slice(at, found.index));
    if (found[2] !== undefined) add(found[2].trim() || found[2], true);
    else for (const piece of piecesOf(found[3] ?? found[4] ?? "")) add(piece.text, piece.isCode);
    at = found.index + found[0].length;
  }
  add(text.slice(at));
  return pieces;
}

/// Prose whose lines were broken in a file, as paragraphs; lists and blocks of code keep their lines.
export const unbroken = (text: string): string =>
  text.includes("```") ? text : text.replace(/(\S)[ \t]*\n(?=[^\s\-*+#>|\d])/g, "$1 ");

export function Inline({ text }: { text: string }) {
  return piecesOf(text).map((piece, index) =>
    piece.isCode ? <code key={index}>{piece.text}</code> : <Fragment key={index}>{piece.text}</Fragment>,
  );
}
