// A flow's markdown as what it is made of, each part with its place in the text: front matter, name,
// description, the steps of the sections `Steps` and `Rollback`. Never fails: what a text lacks is null.
// The server alone judges whether the text is a flow.
import { parser } from "@lezer/markdown";
import { cut, lineStart, nextLine, type Range, withoutBlanks } from "./text";
import { type Block, readBlock } from "./yaml_block";

export type StepPart = {
  /// From its heading to the end of its last line that is not blank.
  range: Range;
  /// The digits of the heading; null where it is not written `Step N: title`.
  number: Range | null;
  title: string;
  titleRange: Range;
  prose: string;
  /// Empty, behind the heading, where there is none.
  proseRange: Range;
  /// Its one block of YAML; null where it has none, or more.
  block: Block | null;
};

export type SectionPart = { heading: Range; body: Range; steps: StepPart[] };
export type SectionName = "steps" | "rollback";

export type Parts = {
  front: Block | null;
  /// Behind the front matter.
  body: Range;
  title: string;
  titleRange: Range | null;
  description: string;
  descriptionRange: Range | null;
  steps: SectionPart | null;
  rollback: SectionPart | null;
  /// The level-2 headings, to know where a section ends.
  sections: Range[];
};

type Mark = { level: number; range: Range; text: Range } | { fence: string; range: Range; content: Range | null };

export function readParts(text: string): Parts {
  const front = cutFrontMatter(text);
  const body = { from: front?.end ?? 0, to: text.length };
  const marks = readMarks(text, body.from);
  const parts: Parts = {
    front: front && readBlock(text, front.range),
    body, title: "", titleRange: null, description: "", descriptionRange: null,
    steps: null, rollback: null, sections: [],
  };
  for (const [index, mark] of marks.entries()) {
    if (!("level" in mark) || mark.level > 2) continue;
    const next = marks.findIndex((other, at) => at > index && "level" in other && other.level <= 2);
    const end = next < 0 ? text.length : marks[next]!.range.from;
    const inner = { from: mark.range.to, to: end };
    if (mark.level === 1) {
      if (!parts.titleRange) takeTitle(text, parts, mark.text, inner);
      continue;
    }
    parts.sections.push(mark.range);
    const name = sectionName(cut(text, mark.text));
    if (name && !parts[name]) {
      const steps = readSteps(text, marks.slice(index + 1, next < 0 ? undefined : next), end);
      parts[name] = { heading: mark.range, body: inner, steps };
    }
  }
  return parts;
}

function cutFrontMatter(text: string): { range: Range; end: number } | null {
  const open = /^\ufeff?(?:[ \t]*\r?\n)*---[ \t]*(?:\r?\n|$)/.exec(text)?.[0].length;
  if (open === undefined) return null;
  const close = /^---[ \t]*$/gm;
  close.lastIndex = open;
  const found = close.exec(text.replaceAll("\r", " "));
  return found && { range: { from: open, to: found.index }, end: nextLine(text, found.index) };
}

/// Headings and fenced blocks of the top level.
function readMarks(text: string, from: number): Mark[] {
  const marks: Mark[] = [];
  for (let node = parser.parse(text.slice(from)).topNode.firstChild; node; node = node.nextSibling) {
    const range = { from: from + node.from, to: nextLine(text, from + node.to) };
    const level = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1];
    if (level) {
      const inner = withoutMarks(text, { from: from + node.from, to: from + node.to }, node.name);
      marks.push({ level: Number(level), range: { ...range, from: lineStart(text, range.from) }, text: inner });
    } else if (node.name === "FencedCode") {
      const info = node.getChild("CodeInfo");
      const [open, close] = node.getChildren("CodeMark");
      const begin = nextLine(text, from + open!.to);
      const content = close ? { from: begin, to: Math.max(begin, lineStart(text, from + close.from)) } : null;
      const language = info ? text.slice(from + info.from, from + info.to).split(/\s/)[0]! : "";
      marks.push({ fence: language.toLowerCase(), range: { ...range, from: lineStart(text, range.from) }, content });
    }
  }
  return marks;
}

/// What a heading says, without `#` or the line below it.
function withoutMarks(text: string, range: Range, kind: string): Range {
  const whole = cut(text, range);
  if (kind.startsWith("Setext")) {
    const line = whole.slice(0, whole.lastIndexOf("\n")).trimEnd();
    return { from: range.from, to: range.from + line.length };
  }
  const before = /^#+[ \t]*/.exec(whole)![0].length;
  const rest = whole.slice(before).replace(/(^|[ \t])#+[ \t]*$/, "").trimEnd();
  return { from: range.from + before, to: range.from + before + rest.length };
}

function takeTitle(text: string, parts: Parts, heading: Range, inner: Range) {
  const prefix = /^maintenance:\s*/i.exec(cut(text, heading))?.[0].length ?? 0;
  parts.titleRange = { from: heading.from + prefix, to: heading.to };
  parts.title = cut(text, parts.titleRange);
  parts.descriptionRange = withoutBlanks(text, inner);
  if (parts.descriptionRange.from === parts.descriptionRange.to) parts.descriptionRange = { from: inner.from, to: inner.from };
  parts.description = cut(text, parts.descriptionRange);
}

function sectionName(heading: string): SectionName | null {
  const word = heading.replace(/:$/, "").trimEnd().toLowerCase();
  return word === "steps" || word === "rollback" ? word : null;
}

function readSteps(text: string, marks: Mark[], end: number): StepPart[] {
  const steps: StepPart[] = [];
  for (const [index, mark] of marks.entries()) {
    if (!("level" in mark) || mark.level !== 3) continue;
    const next = marks.findIndex((other, at) => at > index && "level" in other && other.level === 3);
    const own = marks.slice(index + 1, next < 0 ? undefined : next);
    steps.push(readStep(text, mark, own, next < 0 ? end : marks[next]!.range.from));
  }
  return steps;
}

function readStep(text: string, heading: { range: Range; text: Range }, marks: Mark[], end: number): StepPart {
  const whole = cut(text, heading.text);
  const found = /^(step\s*)(\d+)(\s*:\s*)/i.exec(whole);
  const number = found && { from: heading.text.from + found[1]!.length, to: heading.text.from + found[1]!.length + found[2]!.length };
  const titleRange = { from: heading.text.from + (found?.[0].length ?? 0), to: heading.text.to };
  const blocks = marks.filter((mark) => "fence" in mark && (mark.fence === "yaml" || mark.fence === "yml"));
  const only = blocks.length === 1 ? blocks[0]! : null;
  const prose = withoutBlanks(text, { from: heading.range.to, to: only?.range.from ?? end });
  const behind = { from: heading.range.to, to: heading.range.to };
  const proseRange = prose.from === prose.to ? behind : prose;
  return {
    range: { from: heading.range.from, to: heading.range.from + cut(text, { from: heading.range.from, to: end }).trimEnd().length },
    number, title: cut(text, titleRange), titleRange,
    prose: cut(text, proseRange), proseRange,
    block: only && "fence" in only && only.content ? readBlock(text, only.content) : null,
  };
}
