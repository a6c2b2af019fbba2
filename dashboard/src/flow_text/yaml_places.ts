// Where the parts of a block of YAML stand in the text: values, entries, items, with their blanks and dashes.
// Reads only; yaml_edit.ts makes edits of it.
import { cut, lineBreak, lineEnd, lineStart, type Range } from "./text";
import { type Block, type Entry, entriesOf, isMap, isScalar, isSeq, itemsOf, type Node } from "./yaml_block";
import type { YAMLMap, YAMLSeq } from "yaml";

export const isWhiteBefore = (text: string, at: number) => cut(text, { from: lineStart(text, at), to: at }).trim() === "";

/// Of one block of `text`.
export class YamlPlaces {
  readonly text: string;
  readonly block: Block;
  readonly #break: string;

  constructor(text: string, block: Block) {
    this.text = text;
    this.block = block;
    this.#break = lineBreak(text);
  }

  /// What is written, with the line breaks of the text.
  lines = (written: string): string => (this.#break === "\n" ? written : written.replaceAll("\n", this.#break));

  at = (offset: number): number => this.block.range.from + offset;
  range = (range: readonly number[]): Range => ({ from: this.at(range[0]!), to: this.at(range[1]!) });

  /// The characters of a value itself. Blank lines behind it are none of them, unless they count.
  own(node: Node | null): Range | null {
    if (!node?.range) return null;
    const { from, to } = this.range(node.range);
    if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) {
      const header = cut(this.text, { from, to: lineEnd(this.text, from) });
      const keeps = /^[|>]\d?\+|^[|>]\+/.test(header);
      const body = cut(this.text, { from, to });
      const end = keeps ? body.replace(/\r?\n$/, "") : body.trimEnd();
      return { from, to: from + end.length };
    }
    if (isMap(node) && !node.flow) return { from, to: this.endOfEntry(entriesOf(node).at(-1)!) };
    if (isSeq(node) && !node.flow) {
      const last = this.own(itemsOf(node).at(-1) ?? null);
      return { from, to: Math.max(last?.to ?? 0, from + 1) };
    }
    return { from, to };
  }

  behindColon = (entry: Entry): number => this.text.indexOf(":", this.at(entry.key.range![1])) + 1;

  endOfEntry(entry: Entry): number {
    const value = this.own(entry.value);
    const colon = this.behindColon(entry);
    return value && value.to > value.from ? value.to : colon;
  }

  startOfEntry = (entry: Entry): number => this.at(entry.key.range![0]);

  /// The blanks before a key, as its line has them, those before a dash counted in.
  indentOfEntry(entry: Entry): string {
    const at = this.startOfEntry(entry);
    return cut(this.text, { from: lineStart(this.text, at), to: at }).replace(/[^\t ]/g, " ");
  }

  /// Where the dash of an item of a list in lines stands.
  dash(list: YAMLSeq, index: number): number | null {
    const item = itemsOf(list)[index];
    if (!item?.range) return null;
    let at = this.at(item.range[0]);
    if (isScalar(item) && item.range[0] === item.range[1]) return null;
    do at -= 1;
    while (at >= this.block.range.from && /[ \t]/.test(this.text[at]!));
    return this.text[at] === "-" ? at : null;
  }

  indentOfList(list: YAMLSeq): string | null {
    const dash = this.dash(list, 0);
    if (dash === null) return null;
    return cut(this.text, { from: lineStart(this.text, dash), to: dash }).replace(/[^\t ]/g, " ");
  }

  /// From behind the dash to the end of the last line.
  bodyOfItem(list: YAMLSeq, index: number): Range | null {
    const dash = this.dash(list, index);
    const own = this.own(itemsOf(list)[index] ?? null);
    return dash === null || !own ? null : { from: dash + 1, to: lineEnd(this.text, own.to) };
  }

  /// Blanks up to the dash before an item.
  indentBefore(at: number): string {
    const before = cut(this.text, { from: lineStart(this.text, at), to: at });
    return before.replace(/-[ \t]*$/, "").replace(/[^\t ]/g, " ");
  }

  isInFlow(at: number): boolean {
    const offset = at - this.block.range.from;
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
    return within(this.block.root);
  }

  partsInFlow(node: YAMLMap | YAMLSeq): Range[] {
    if (isMap(node)) {
      return entriesOf(node as YAMLMap).map((entry) => {
        const from = this.startOfEntry(entry);
        const value = this.own(entry.value);
        return { from, to: value && value.to > value.from ? value.to : this.at(entry.key.range![1]) };
      });
    }
    return itemsOf(node as YAMLSeq).map((item) => this.own(item) ?? { from: 0, to: 0 });
  }

  /// Behind the colon on the line above, where a list or mapping begins on a line of its own.
  behindParent(at: number): number | null {
    const above = lineStart(this.text, at);
    const text = this.text.slice(this.block.range.from, above).trimEnd();
    return text.endsWith(":") ? this.block.range.from + text.length : null;
  }
}
