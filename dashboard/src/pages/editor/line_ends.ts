// The line ends of a text. The editor's document has LF alone, as fields and pasted text do; a text whose
// lines all end in CRLF gets them back when it leaves the editor. One that mixes them keeps each: its
// document breaks lines at LF only.

export type LineEnds = "lf" | "crlf" | "mixed";

export function lineEndsOf(text: string): LineEnds {
  if (!text.includes("\r")) return "lf";
  return /(?<!\r)\n|\r(?!\n)/.test(text) ? "mixed" : "crlf";
}

/// As the document has it.
export const toDocument = (text: string, ends: LineEnds): string =>
  ends === "mixed" ? text : text.replace(/\r\n?/g, "\n");

/// As it is stored.
export const toText = (document: string, ends: LineEnds): string =>
  ends === "crlf" ? document.replaceAll("\n", "\r\n") : document;
