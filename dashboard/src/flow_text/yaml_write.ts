// Values as YAML, in the style of the catalogue: plain text where that is safe, `|` for several lines,
// short lists of words on one line.
import type { Written } from "./value";
import { isMapping } from "./value";

export type Style = "PLAIN" | "QUOTE_DOUBLE" | "QUOTE_SINGLE" | "BLOCK_LITERAL" | "BLOCK_FOLDED";

/// What a plain scalar would not be text as, by YAML 1.2 or 1.1.
const special =
  /^(~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.?(inf|nan)|[-+.\d][\d_.,:eExXoOa-fA-F+-]*|\d{4}-\d\d?-\d\d?.*)$/i;

export function isPlainSafe(text: string, inFlow: boolean): boolean {
  if (text === "" || text !== text.trim() || special.test(text)) return false;
  if (/^[-?:](\s|$)|^[,[\]{}#&*!|>'"%@`]|^(---|\.\.\.)/.test(text)) return false;
  if (/:(\s|$)|\s#|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)) return false;
  return !inFlow || !/[,[\]{}]|:/.test(text) && !/^[-?]/.test(text);
}

const isPrintable = (text: string): boolean => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(
  text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""),
);

const double = (text: string): string => JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
const single = (text: string): string => `'${text.replaceAll("'", "''")}'`;

type Room = {
  /// Blanks before the key or the dash that the value belongs to.
  indent: string;
  /// Inside of `[]` or `{}`.
  inFlow?: boolean;
  /// How the value was written until now.
  style?: Style | undefined;
  /// Blanks before its lines, where it was written in lines.
  lineIndent?: string | undefined;
};

/// A scalar as it stands after `key: ` or `- `, with LF and without a line end behind it.
export function writeScalar(value: null | string | number | boolean, room: Room): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const { inFlow = false, style } = room;
  const isBlock = style === "BLOCK_LITERAL" || style === "BLOCK_FOLDED";
  if (!isPrintable(value)) return double(value);
  if (!inFlow && value.trim() !== "" && (value.includes("\n") || isBlock)) return writeLines(value, room);
  if (value.includes("\n")) return double(value);
  if (style === "QUOTE_DOUBLE") return double(value);
  if (style === "QUOTE_SINGLE") return single(value);
  if (isPlainSafe(value, inFlow)) return value;
  // What is no text to YAML stays plain where it was: the key's reader takes the text of either.
  if (style === "PLAIN" && /^\d+$/.test(value)) return value;
  return /["\\]/.test(value) ? single(value) : double(value);
}

const foldedWidth = 100;

function writeLines(value: string, { indent, style, lineIndent }: Room): string {
  const blanks = lineIndent ?? `${indent}  `;
  const body = value.replace(/\n+$/, "");
  const ends = value.length - body.length;
  const chomp = ends === 0 ? "-" : ends === 1 ? "" : "+";
  const indicator = /^\n*[ \t]/.test(body) ? String(blanks.length - indent.length) : "";
  const canFold = style === "BLOCK_FOLDED" && ends <= 1 && !/(^|\n)[ \t]| {2}|[ \t](\n|$)/.test(body);
  const lines = canFold ? folded(body, foldedWidth - blanks.length) : body.split("\n");
  const written = lines.map((line) => (line === "" ? "" : blanks + line)).join("\n");
  return `${canFold ? ">" : "|"}${indicator}${chomp}\n${written}${"\n".repeat(Math.max(0, ends - 1))}`;
}

/// Lines that fold back to `text`: a line break of it is an empty line.
function folded(text: string, width: number): string[] {
  const out: string[] = [];
  for (const paragraph of text.split("\n")) {
    if (out.length > 0) out.push("");
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        out.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    out.push(line);
  }
  return out;
}

export const writeKey = (key: string): string => (isPlainSafe(key, true) ? key : double(key));

const isWord = (value: Written): boolean =>
  typeof value === "number" || typeof value === "boolean" ||
  (typeof value === "string" && isPlainSafe(value, true) && /^\S{1,40}$/.test(value));

/// A value inside of `[]` or `{}`.
export function writeFlow(value: Written): string {
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(", ")}]`;
  if (isMapping(value)) {
    const entries = Object.entries(value as { [key: string]: Written });
    return `{${entries.map(([key, one]) => `${writeKey(key)}: ${writeFlow(one)}`.trimEnd()).join(", ")}}`;
  }
  if (value === null) return "null";
  return writeScalar(value as string, { indent: "", inFlow: true });
}

/// ` value`, or the lines of a list or mapping: what follows `key:` at `indent`.
export function writeAfterKey(value: Written, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length < 9 && value.every(isWord)) return ` ${writeFlow(value)}`;
    return value.map((item) => `\n${indent}  - ${writeItem(item, `${indent}  `)}`).join("");
  }
  if (isMapping(value)) {
    if (Object.keys(value).length === 0) return " {}";
    return `\n${indent}  ${writeEntries(value as { [key: string]: Written }, `${indent}  `)}`;
  }
  const scalar = writeScalar(value as string | number | boolean | null, { indent });
  return scalar === "" ? "" : ` ${scalar}`;
}

/// What follows `- ` where the dash stands behind `indent`.
export function writeItem(value: Written, indent: string): string {
  if (Array.isArray(value)) return writeFlow(value);
  if (isMapping(value)) {
    const entries = value as { [key: string]: Written };
    return Object.keys(entries).length === 0 ? "{}" : writeEntries(entries, `${indent}  `);
  }
  const scalar = value as string | number | boolean | null;
  return scalar === null ? "null" : writeScalar(scalar, { indent });
}

/// The lines of a mapping; `indent` is before each but the first.
export function writeEntries(entries: { [key: string]: Written }, indent: string): string {
  return Object.entries(entries)
    .map(([key, value]) => `${writeKey(key)}:${writeAfterKey(value, indent)}`)
    .join(`\n${indent}`);
}
