// Edits of a block of YAML: a key is set or removed, an item of a list set, inserted, removed or moved.
// Each touches the bytes of what it changes; comments, order, quoting and blank lines elsewhere stay.
// Null where that can't be done. Whoever applies the edits proves them (edits.ts).
import { cut, type Edit, lineBreak, lineEnd, lineStart, nextLine, type Range } from "./text";
import { isEqual, isMapping, moved, type Path, type Written, asValue } from "./value";
import {
  type Block, type Entry, entriesOf, entryOf, isMap, isScalar, isSeq, itemsOf, keyOf, type Node, nodeAt, toValue,
} from "./yaml_block";
import { type Style, writeAfterKey, writeEntries, writeFlow, writeItem, writeKey, writeScalar } from "./yaml_write";
import type { YAMLMap, YAMLSeq } from "yaml";

type Edits = Edit[] | null;
type Owner = { entry: Entry } | { item: number };

const isWhiteBefore = (text: string, at: number) => cut(text, { from: lineStart(text, at), to: at }).trim() === "";

/// Edits of one block of `text`; `order` are the keys in the order in which they are written.
export class YamlEditor {
  readonly #text: string;
  readonly #block: Block;
  readonly #order: string[];
  readonly #break: string;

  constructor(text: string, block: Block, order: string[] = []) {
    this.#text = text;
    this.#block = block;
    this.#order = order;
    this.#break = lineBreak(text);
  }

  set(path: Path, value: Written): Edits {
    let node: Node | null = this.#block.root;
    let owner: Owner | null = null;
    for (let depth = 0; depth < path.length; ++depth) {
      const key = path[depth]!;
      if (isMap(node)) {
        const entry = entryOf(node, key);
        if (!entry) return this.#insertEntry(node, String(key), nested(path.slice(depth + 1), value));
        owner = { entry };
        node = entry.value;
      } else if (isSeq(node) && typeof key === "number") {
        if (key === itemsOf(node).length) return this.#insertItem(node, key, nested(path.slice(depth + 1), value));
        if (key > itemsOf(node).length) return null;
        owner = { item: key };
        node = itemsOf(node)[key] ?? null;
      } else if (toValue("", node) === null) {
        return this.#replace(owner, node, nested(path.slice(depth), value));
      } else return null;
    }
    if (isEqual(toValue("", node), asValue(value))) return [];
    return this.#replace(owner, node, value);
  }

  remove(path: Path): Edits {
    const parent = nodeAt(this.#block.root, path.slice(0, -1));
    const key = path.at(-1)!;
    if (isSeq(parent) && typeof key === "number") return this.#removeItem(path, parent, key);
    const entry = entryOf(parent, key);
    if (!isMap(parent)) return null;
    return entry ? this.#removeEntry(path, parent, entry) : [];
  }

  /// Before the item at `index`, or behind the last. A list that is not there is made.
  insert(path: Path, index: number, value: Written): Edits {
    const list = nodeAt(this.#block.root, path);
    if (isSeq(list)) return this.#insertItem(list, index, value);
    return list === undefined || toValue("", list) === null ? this.set(path, [value]) : null;
  }

  move(path: Path, from: number, to: number): Edits {
    const list = nodeAt(this.#block.root, path);
    if (!isSeq(list)) return null;
    const bodies: Range[] = [];
    for (const [index, item] of itemsOf(list).entries()) {
      const body = list.flow ? this.#own(item) : this.#bodyOfItem(list, index);
      if (!body) return null;
      bodies.push(body);
    }
    return [permuted(this.#text, bodies, from, to)];
  }

  /// The key of a mapping gets another name.
  rename(path: Path, name: string): Edits {
    const parent = nodeAt(this.#block.root, path.slice(0, -1));
    const entry = entryOf(parent, path.at(-1)!);
    if (!entry || entryOf(parent, name)) return null;
    return [{ ...this.#range(entry.key.range!), insert: writeKey(name) }];
  }

  // --- places -------------------------------------------------------------------------------------

  #at = (offset: number): number => this.#block.range.from + offset;
  #range = (range: readonly number[]): Range => ({ from: this.#at(range[0]!), to: this.#at(range[1]!) });

  /// The characters of a value itself. Blank lines behind it are none of them, unless they count.
  #own(node: Node | null): Range | null {
    if (!node?.range) return null;
    const { from, to } = this.#range(node.range);
    if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) {
      const header = cut(this.#text, { from, to: lineEnd(this.#text, from) });
      const keeps = /^[|>]\d?\+|^[|>]\+/.test(header);
      const body = cut(this.#text, { from, to });
      const end = keeps ? body.replace(/\r?\n$/, "") : body.trimEnd();
      return { from, to: from + end.length };
    }
    if (isMap(node) && !node.flow) return { from, to: this.#endOfEntry(entriesOf(node).at(-1)!) };
    if (isSeq(node) && !node.flow) {
      const last = this.#own(itemsOf(node).at(-1) ?? null);
      return { from, to: Math.max(last?.to ?? 0, from + 1) };
    }
    return { from, to };
  }

  #behindColon = (entry: Entry): number => this.#text.indexOf(":", this.#at(entry.key.range![1])) + 1;

  #endOfEntry(entry: Entry): number {
    const value = this.#own(entry.value);
    const colon = this.#behindColon(entry);
    return value && value.to > value.from ? value.to : colon;
  }

  #startOfEntry = (entry: Entry): number => this.#at(entry.key.range![0]);

  /// The blanks before a key, as its line has them, those before a dash counted in.
  #indentOfEntry(entry: Entry): string {
    const at = this.#startOfEntry(entry);
    return cut(this.#text, { from: lineStart(this.#text, at), to: at }).replace(/[^\t ]/g, " ");
  }

  /// Where the dash of an item of a list in lines stands.
  #dash(list: YAMLSeq, index: number): number | null {
    const item = itemsOf(list)[index];
    if (!item?.range) return null;
    let at = this.#at(item.range[0]);
    if (isScalar(item) && item.range[0] === item.range[1]) return null;
    do at -= 1;
    while (at >= this.#block.range.from && /[ \t]/.test(this.#text[at]!));
    return this.#text[at] === "-" ? at : null;
  }

  #indentOfList(list: YAMLSeq): string | null {
    const dash = this.#dash(list, 0);
    if (dash === null) return null;
    return cut(this.#text, { from: lineStart(this.#text, dash), to: dash }).replace(/[^\t ]/g, " ");
  }

  /// From behind the dash to the end of the last line.
  #bodyOfItem(list: YAMLSeq, index: number): Range | null {
    const dash = this.#dash(list, index);
    const own = this.#own(itemsOf(list)[index] ?? null);
    return dash === null || !own ? null : { from: dash + 1, to: lineEnd(this.#text, own.to) };
  }

  // --- values -------------------------------------------------------------------------------------

  #lines = (written: string): string => (this.#break === "\n" ? written : written.replaceAll("\n", this.#break));

  #replace(owner: Owner | null, node: Node | null, value: Written): Edits {
    if (owner === null) {
      if (!isMapping(value as never) || (node && this.#own(node)?.to !== this.#own(node)?.from)) return null;
      return this.#insertFirstLines(writeEntries(value as { [key: string]: Written }, ""));
    }
    const own = this.#own(node);
    const isEmpty = !own || own.from === own.to;
    const isCollection = typeof value === "object" && value !== null;
    if (own && !isEmpty && /(^|\s)#/.test(cut(this.#text, own)) && !isScalar(node)) return null;
    if (isScalar(node) && !isCollection && !isEmpty) return [this.#replaceScalar(owner, node, value, own)];
    if ("item" in owner) {
      if (!own || isEmpty || this.#isInFlow(own.from)) return null;
      const indent = cut(this.#text, { from: lineStart(this.#text, own.from), to: own.from }).replace(/[^\t ]/g, " ").slice(0, -2);
      return [{ ...own, insert: this.#lines(writeItem(value, indent)) }];
    }
    const from = this.#behindColon(owner.entry);
    const inFlow = this.#isInFlow(from);
    const written = inFlow ? ` ${writeFlow(value)}` : writeAfterKey(value, this.#indentOfEntry(owner.entry));
    return [{ from, to: isEmpty ? from : own.to, insert: this.#lines(written) }];
  }

  #replaceScalar(owner: Owner, node: Node, value: Written, own: Range): Edit {
    const written = this.#lines(this.#scalar(owner, node, value, own));
    const end = lineEnd(this.#text, own.to);
    const behind = cut(this.#text, { from: own.to, to: end });
    // What stands behind the value goes behind the mark of a block, which would take it in.
    const isTaken = /^[ \t]+(#|$)/.test(behind) && /^[|>]/.test(written) && !/^[|>]/.test(cut(this.#text, own));
    if (!isTaken) return { ...own, insert: written };
    return { from: own.from, to: end, insert: written.replace(/\r?\n/, (found) => behind + found) };
  }

  #scalar(owner: Owner, node: Node, value: Written, own: Range): string {
    const style = isScalar(node) ? (node.type as Style) : undefined;
    const old = cut(this.#text, own);
    const inFlow = this.#isInFlow(own.from);
    const indent = "entry" in owner ? this.#indentOfEntry(owner.entry) : this.#indentBefore(own.from);
    const lineIndent = style?.startsWith("BLOCK") ? /\n([ \t]*)\S/.exec(old)?.[1] : undefined;
    const isNew = style === "PLAIN" && old.includes("\n");
    const wasNumber = style === "PLAIN" && /^\d+$/.test(old);
    const kept = style === "PLAIN" && !wasNumber ? undefined : style;
    const written = writeScalar(value as string, { indent, inFlow, style: isNew ? undefined : kept, lineIndent });
    const comment = style?.startsWith("BLOCK") ? /^\S+([ \t]+#[^\r\n]*)/.exec(old)?.[1] : undefined;
    return comment && /^[|>]/.test(written) ? written.replace("\n", `${comment}\n`) : written;
  }

  /// Blanks up to the dash before an item.
  #indentBefore(at: number): string {
    const before = cut(this.#text, { from: lineStart(this.#text, at), to: at });
    return before.replace(/-[ \t]*$/, "").replace(/[^\t ]/g, " ");
  }

  #isInFlow(at: number): boolean {
    const offset = at - this.#block.range.from;
    const within = (node: Node | null): boolean => {
      if (!node?.range || offset < node.range[0] || offset > node.range[1]) return false;
      if (isMap(node)) {
        if (node.flow) return offset > node.range[0] && offset < node.range[1];
        return entriesOf(node).some((entry) => within(entry.value));
      }
      if (!isSeq(node)) return false;
      if (node.flow) return offset > node.range[0] && offset < node.range[1];
      return itemsOf(node).some(within);
    };
    return within(this.#block.root);
  }

  // --- entries ------------------------------------------------------------------------------------

  #insertFirstLines(written: string): Edits {
    const { from, to } = this.#block.range;
    const rest = cut(this.#text, { from, to });
    const isOpen = rest !== "" && !rest.endsWith("\n");
    return [{ from: to, to, insert: this.#lines(`${isOpen ? "\n" : ""}${written}\n`) }];
  }

  /// Behind the last of the entries that come before `key` in the order, else before the first.
  #insertEntry(map: YAMLMap, key: string, value: Written): Edits {
    const entries = entriesOf(map);
    const rank = (name: string) => {
      const found = this.#order.indexOf(name);
      return found < 0 ? this.#order.length : found;
    };
    const before = entries.findLastIndex((entry) => rank(keyOf(entry)) <= rank(key));
    if (map.flow) return this.#insertInFlow(map, before, `${writeKey(key)}: ${writeFlow(value)}`.trimEnd());
    const indent = this.#indentOfEntry(entries[0]!);
    const written = `${writeKey(key)}:${writeAfterKey(value, indent)}`;
    if (before < 0) {
      const from = this.#startOfEntry(entries[0]!);
      return [{ from, to: from, insert: this.#lines(`${written}\n${indent}`) }];
    }
    const end = lineEnd(this.#text, this.#endOfEntry(entries[before]!));
    return [{ from: end, to: end, insert: this.#lines(`\n${indent}${written}`) }];
  }

  /// Behind the part of `[]` or `{}` at index `before`, or as the first.
  #insertInFlow(node: YAMLMap | YAMLSeq, before: number, written: string): Edits {
    const parts = this.#partsInFlow(node);
    const first = parts[0];
    let edit: Edit;
    if (before >= 0) edit = { from: parts[before]!.to, to: parts[before]!.to, insert: `, ${written}` };
    else if (first) edit = { from: first.from, to: first.from, insert: `${written}, ` };
    else {
      const { from, to } = this.#range(node.range!);
      if (cut(this.#text, { from: from + 1, to: to - 1 }).trim() !== "") return null;
      edit = { from: from + 1, to: to - 1, insert: written };
    }
    return [edit];
  }

  #partsInFlow(node: YAMLMap | YAMLSeq): Range[] {
    if (isMap(node)) {
      return entriesOf(node as YAMLMap).map((entry) => {
        const from = this.#startOfEntry(entry);
        const value = this.#own(entry.value);
        return { from, to: value && value.to > value.from ? value.to : this.#at(entry.key.range![1]) };
      });
    }
    return itemsOf(node as YAMLSeq).map((item) => this.#own(item) ?? { from: 0, to: 0 });
  }

  #removeInFlow(node: YAMLMap | YAMLSeq, index: number): Edits {
    const parts = this.#partsInFlow(node);
    const own = parts[index]!;
    const before = parts[index - 1];
    const after = parts[index + 1];
    const gone = before ? { from: before.to, to: own.to } : { from: own.from, to: after?.from ?? own.to };
    return cut(this.#text, gone).includes("#") && /\s#/.test(cut(this.#text, gone)) ? null : [{ ...gone, insert: "" }];
  }

  #removeEntry(path: Path, map: YAMLMap, entry: Entry): Edits {
    const entries = entriesOf(map);
    const index = entries.indexOf(entry);
    if (map.flow && entries.length > 1) return this.#removeInFlow(map, index);
    const own = { from: this.#startOfEntry(entry), to: this.#endOfEntry(entry) };
    if (path.length > 1 && entries.length === 1) return this.#emptied(map, "{}", own);
    if (isWhiteBefore(this.#text, own.from)) {
      return [{ from: lineStart(this.#text, own.from), to: nextLine(this.#text, own.to), insert: "" }];
    }
    const next = entries[index + 1];
    if (!next) return null;
    const to = this.#startOfEntry(next);
    const between = cut(this.#text, { from: lineEnd(this.#text, own.to), to });
    return between.trim() === "" ? [{ from: own.from, to, insert: "" }] : null;
  }

  /// The last of a mapping or a list goes: the brackets say that it is empty.
  #emptied(node: YAMLMap | YAMLSeq, brackets: string, last: Range): Edits {
    if (node.flow) return [{ ...last, insert: "" }];
    const from = this.#at(node.range![0]);
    const start = isWhiteBefore(this.#text, from) ? this.#behindParent(from) : from;
    if (start === null || /(^|\s)#/.test(cut(this.#text, { from: start, to: last.from }))) return null;
    return [{ from: start, to: last.to, insert: start === from ? brackets : ` ${brackets}` }];
  }

  /// Behind the colon on the line above, where a list or mapping begins on a line of its own.
  #behindParent(at: number): number | null {
    const above = lineStart(this.#text, at);
    const text = this.#text.slice(this.#block.range.from, above).trimEnd();
    return text.endsWith(":") ? this.#block.range.from + text.length : null;
  }

  // --- items --------------------------------------------------------------------------------------

  #insertItem(list: YAMLSeq, index: number, value: Written): Edits {
    const count = itemsOf(list).length;
    if (index < 0 || index > count) return null;
    if (list.flow) return this.#insertInFlow(list, index - 1, writeFlow(value));
    const indent = this.#indentOfList(list);
    if (indent === null) return null;
    const written = `- ${writeItem(value, indent)}`;
    if (index === 0) {
      const dash = this.#dash(list, 0)!;
      return [{ from: dash, to: dash, insert: this.#lines(`${written}\n${indent}`) }];
    }
    const before = this.#bodyOfItem(list, index - 1);
    return before && [{ from: before.to, to: before.to, insert: this.#lines(`\n${indent}${written}`) }];
  }

  #removeItem(path: Path, list: YAMLSeq, index: number): Edits {
    const count = itemsOf(list).length;
    if (index >= count) return null;
    if (list.flow) return this.#removeInFlow(list, index);
    const body = this.#bodyOfItem(list, index);
    if (!body || path.length < 2) return null;
    const dash = body.from - 1;
    if (count === 1) return this.#emptied(list, "[]", { from: dash, to: this.#own(itemsOf(list)[0]!)!.to });
    if (isWhiteBefore(this.#text, dash)) {
      return [{ from: lineStart(this.#text, dash), to: nextLine(this.#text, body.to), insert: "" }];
    }
    const next = this.#dash(list, index + 1);
    return next === null || /\s#/.test(cut(this.#text, { from: body.to, to: next })) ? null : [{ from: dash, to: next, insert: "" }];
  }
}

/// `value` below the keys of `path`.
function nested(path: Path, value: Written): Written {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return typeof key === "number" ? [nested(rest, value)] : { [key]: nested(rest, value) };
}

/// One edit that puts the body at `from` to the place of that at `to`; what stands between bodies stays.
export function permuted(text: string, bodies: Range[], from: number, to: number): Edit {
  const low = Math.min(from, to);
  const high = Math.max(from, to);
  const order = moved(bodies, from, to);
  let insert = "";
  for (let slot = low; slot <= high; ++slot) {
    insert += cut(text, order[slot]!);
    if (slot < high) insert += cut(text, { from: bodies[slot]!.to, to: bodies[slot + 1]!.from });
  }
  return { from: bodies[low]!.from, to: bodies[high]!.to, insert };
}


