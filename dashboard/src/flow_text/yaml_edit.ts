// Edits of a block of YAML: a key is set or removed, an item of a list set, inserted, removed or moved.
// Each touches the bytes of what it changes; comments, order, quoting and blank lines elsewhere stay.
// Null where that can't be done. Whoever applies the edits proves them (edits.ts).
import { cut, type Edit, lineEnd, lineStart, nextLine, type Range } from "./text";
import { asValue, isEqual, moved, type Path, type Written } from "./value";
import { type Block, type Entry, entriesOf, entryOf, isMap, isSeq, itemsOf, keyOf, type Node, nodeAt, toValue } from "./yaml_block";
import { isWhiteBefore, YamlPlaces } from "./yaml_places";
import { type Owner, replaceValue } from "./yaml_value_edit";
import { writeAfterKey, writeFlow, writeItem, writeKey } from "./yaml_write";
import type { YAMLMap, YAMLSeq } from "yaml";

type Edits = Edit[] | null;

/// Edits of one block of `text`; `order` are the keys in the order in which they are written.
export class YamlEditor {
  readonly #places: YamlPlaces;
  readonly #order: string[];

  constructor(text: string, block: Block, order: string[] = []) {
    this.#places = new YamlPlaces(text, block);
    this.#order = order;
  }

  set(path: Path, value: Written): Edits {
    let node: Node | null = this.#places.block.root;
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
        return replaceValue(this.#places, owner, node, nested(path.slice(depth), value));
      } else return null;
    }
    if (isEqual(toValue("", node), asValue(value))) return [];
    return replaceValue(this.#places, owner, node, value);
  }

  remove(path: Path): Edits {
    const parent = nodeAt(this.#places.block.root, path.slice(0, -1));
    const key = path.at(-1)!;
    if (isSeq(parent) && typeof key === "number") return this.#removeItem(path, parent, key);
    const entry = entryOf(parent, key);
    if (!isMap(parent)) return null;
    return entry ? this.#removeEntry(path, parent, entry) : [];
  }

  /// Before the item at `index`, or behind the last. A list that is not there is made.
  insert(path: Path, index: number, value: Written): Edits {
    const list = nodeAt(this.#places.block.root, path);
    if (isSeq(list)) return this.#insertItem(list, index, value);
    return list === undefined || toValue("", list) === null ? this.set(path, [value]) : null;
  }

  move(path: Path, from: number, to: number): Edits {
    const list = nodeAt(this.#places.block.root, path);
    if (!isSeq(list)) return null;
    const bodies: Range[] = [];
    for (const [index, item] of itemsOf(list).entries()) {
      const body = list.flow ? this.#places.own(item) : this.#places.bodyOfItem(list, index);
      if (!body) return null;
      bodies.push(body);
    }
    return [permuted(this.#places.text, bodies, from, to)];
  }

  /// The key of a mapping gets another name.
  rename(path: Path, name: string): Edits {
    const parent = nodeAt(this.#places.block.root, path.slice(0, -1));
    const entry = entryOf(parent, path.at(-1)!);
    if (!entry || entryOf(parent, name)) return null;
    return [{ ...this.#places.range(entry.key.range!), insert: writeKey(name) }];
  }

  // --- entries ------------------------------------------------------------------------------------

  /// Behind the last of the entries that come before `key` in the order, else before the first.
  #insertEntry(map: YAMLMap, key: string, value: Written): Edits {
    const entries = entriesOf(map);
    const rank = (name: string) => {
      const found = this.#order.indexOf(name);
      return found < 0 ? this.#order.length : found;
    };
    const before = entries.findLastIndex((entry) => rank(keyOf(entry)) <= rank(key));
    if (map.flow) return this.#insertInFlow(map, before, `${writeKey(key)}: ${writeFlow(value)}`.trimEnd());
    const indent = this.#places.indentOfEntry(entries[0]!);
    const written = `${writeKey(key)}:${writeAfterKey(value, indent)}`;
    if (before < 0) {
      const from = this.#places.startOfEntry(entries[0]!);
      return [{ from, to: from, insert: this.#places.lines(`${written}\n${indent}`) }];
    }
    const end = lineEnd(this.#places.text, this.#places.endOfEntry(entries[before]!));
    return [{ from: end, to: end, insert: this.#places.lines(`\n${indent}${written}`) }];
  }

  /// Behind the part of `[]` or `{}` at index `before`, or as the first.
  #insertInFlow(node: YAMLMap | YAMLSeq, before: number, written: string): Edits {
    const parts = this.#places.partsInFlow(node);
    const first = parts[0];
    let edit: Edit;
    if (before >= 0) edit = { from: parts[before]!.to, to: parts[before]!.to, insert: `, ${written}` };
    else if (first) edit = { from: first.from, to: first.from, insert: `${written}, ` };
    else {
      const { from, to } = this.#places.range(node.range!);
      if (cut(this.#places.text, { from: from + 1, to: to - 1 }).trim() !== "") return null;
      edit = { from: from + 1, to: to - 1, insert: written };
    }
    return [edit];
  }

  #removeInFlow(node: YAMLMap | YAMLSeq, index: number): Edits {
    const parts = this.#places.partsInFlow(node);
    const own = parts[index]!;
    const before = parts[index - 1];
    const after = parts[index + 1];
    const gone = before ? { from: before.to, to: own.to } : { from: own.from, to: after?.from ?? own.to };
    return cut(this.#places.text, gone).includes("#") && /\s#/.test(cut(this.#places.text, gone)) ? null : [{ ...gone, insert: "" }];
  }

  #removeEntry(path: Path, map: YAMLMap, entry: Entry): Edits {
    const entries = entriesOf(map);
    const index = entries.indexOf(entry);
    if (map.flow && entries.length > 1) return this.#removeInFlow(map, index);
    const own = { from: this.#places.startOfEntry(entry), to: this.#places.endOfEntry(entry) };
    if (path.length > 1 && entries.length === 1) return this.#emptied(map, "{}", own);
    if (isWhiteBefore(this.#places.text, own.from)) {
      return [{ from: lineStart(this.#places.text, own.from), to: nextLine(this.#places.text, own.to), insert: "" }];
    }
    const next = entries[index + 1];
    if (!next) return null;
    const to = this.#places.startOfEntry(next);
    const between = cut(this.#places.text, { from: lineEnd(this.#places.text, own.to), to });
    return between.trim() === "" ? [{ from: own.from, to, insert: "" }] : null;
  }

  /// The last of a mapping or a list goes: the brackets say that it is empty.
  #emptied(node: YAMLMap | YAMLSeq, brackets: string, last: Range): Edits {
    if (node.flow) return [{ ...last, insert: "" }];
    const from = this.#places.at(node.range![0]);
    const start = isWhiteBefore(this.#places.text, from) ? this.#places.behindParent(from) : from;
    if (start === null || /(^|\s)#/.test(cut(this.#places.text, { from: start, to: last.from }))) return null;
    return [{ from: start, to: last.to, insert: start === from ? brackets : ` ${brackets}` }];
  }

  // --- items --------------------------------------------------------------------------------------

  #insertItem(list: YAMLSeq, index: number, value: Written): Edits {
    const count = itemsOf(list).length;
    if (index < 0 || index > count) return null;
    if (list.flow) return this.#insertInFlow(list, index - 1, writeFlow(value));
    const indent = this.#places.indentOfList(list);
    if (indent === null) return null;
    const written = `- ${writeItem(value, indent)}`;
    if (index === 0) {
      const dash = this.#places.dash(list, 0)!;
      return [{ from: dash, to: dash, insert: this.#places.lines(`${written}\n${indent}`) }];
    }
    const before = this.#places.bodyOfItem(list, index - 1);
    return before && [{ from: before.to, to: before.to, insert: this.#places.lines(`\n${indent}${written}`) }];
  }

  #removeItem(path: Path, list: YAMLSeq, index: number): Edits {
    const count = itemsOf(list).length;
    if (index >= count) return null;
    if (list.flow) return this.#removeInFlow(list, index);
    const body = this.#places.bodyOfItem(list, index);
    if (!body || path.length < 2) return null;
    const dash = body.from - 1;
    if (count === 1) return this.#emptied(list, "[]", { from: dash, to: this.#places.own(itemsOf(list)[0]!)!.to });
    if (isWhiteBefore(this.#places.text, dash)) {
      return [{ from: lineStart(this.#places.text, dash), to: nextLine(this.#places.text, body.to), insert: "" }];
    }
    const next = this.#places.dash(list, index + 1);
    return next === null || /\s#/.test(cut(this.#places.text, { from: body.to, to: next })) ? null : [{ from: dash, to: next, insert: "" }];
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


