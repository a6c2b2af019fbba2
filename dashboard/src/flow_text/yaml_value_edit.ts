// Another value in the place of one that is there, in the style of the old one as far as it can hold the
// new. Null where that can't be done.
import { cut, type Edit, lineEnd, lineStart, type Range } from "./text";
import { isMapping, type Written } from "./value";
import { type Entry, isScalar, type Node } from "./yaml_block";
import type { YamlPlaces } from "./yaml_places";
import { type Style, writeAfterKey, writeEntries, writeFlow, writeItem, writeScalar } from "./yaml_write";

/// The entry, or the item by its place in a list, whose value it is.
export type Owner = { entry: Entry } | { item: number };

/// The value at `node`, which `owner` holds, gets another one; without an owner it is the whole block.
export function replaceValue(places: YamlPlaces, owner: Owner | null, node: Node | null, value: Written): Edit[] | null {
  if (owner === null) {
    if (!isMapping(value as never) || (node && places.own(node)?.to !== places.own(node)?.from)) return null;
    return firstLines(places, writeEntries(value as { [key: string]: Written }, ""));
  }
  const own = places.own(node);
  const isEmpty = !own || own.from === own.to;
  const isCollection = typeof value === "object" && value !== null;
  if (own && !isEmpty && /(^|\s)#/.test(cut(places.text, own)) && !isScalar(node)) return null;
  if (isScalar(node) && !isCollection && !isEmpty) return [replaceScalar(places, owner, node, value, own)];
  if ("item" in owner) {
    if (!own || isEmpty || places.isInFlow(own.from)) return null;
    const indent = cut(places.text, { from: lineStart(places.text, own.from), to: own.from }).replace(/[^\t ]/g, " ").slice(0, -2);
    return [{ ...own, insert: places.lines(writeItem(value, indent)) }];
  }
  const from = places.behindColon(owner.entry);
  const inFlow = places.isInFlow(from);
  const written = inFlow ? ` ${writeFlow(value)}` : writeAfterKey(value, places.indentOfEntry(owner.entry));
  return [{ from, to: isEmpty ? from : own.to, insert: places.lines(written) }];
}

function replaceScalar(places: YamlPlaces, owner: Owner, node: Node, value: Written, own: Range): Edit {
  const written = places.lines(scalar(places, owner, node, value, own));
  const end = lineEnd(places.text, own.to);
  const behind = cut(places.text, { from: own.to, to: end });
  // What stands behind the value goes behind the mark of a block, which would take it in.
  const isTaken = /^[ \t]+(#|$)/.test(behind) && /^[|>]/.test(written) && !/^[|>]/.test(cut(places.text, own));
  if (!isTaken) return { ...own, insert: written };
  return { from: own.from, to: end, insert: written.replace(/\r?\n/, (found) => behind + found) };
}

function scalar(places: YamlPlaces, owner: Owner, node: Node, value: Written, own: Range): string {
  const style = isScalar(node) ? (node.type as Style) : undefined;
  const old = cut(places.text, own);
  const inFlow = places.isInFlow(own.from);
  const indent = "entry" in owner ? places.indentOfEntry(owner.entry) : places.indentBefore(own.from);
  const lineIndent = style?.startsWith("BLOCK") ? /\n([ \t]*)\S/.exec(old)?.[1] : undefined;
  const isNew = style === "PLAIN" && old.includes("\n");
  const wasNumber = style === "PLAIN" && /^\d+$/.test(old);
  const kept = style === "PLAIN" && !wasNumber ? undefined : style;
  const written = writeScalar(value as string, { indent, inFlow, style: isNew ? undefined : kept, lineIndent });
  const comment = style?.startsWith("BLOCK") ? /^\S+([ \t]+#[^\r\n]*)/.exec(old)?.[1] : undefined;
  return comment && /^[|>]/.test(written) ? written.replace("\n", `${comment}\n`) : written;
}

function firstLines(places: YamlPlaces, written: string): Edit[] | null {
  const { from, to } = places.block.range;
  const rest = cut(places.text, { from, to });
  const isOpen = rest !== "" && !rest.endsWith("\n");
  return [{ from: to, to, insert: places.lines(`${isOpen ? "\n" : ""}${written}\n`) }];
}
