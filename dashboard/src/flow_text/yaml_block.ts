// A block of YAML that knows where each of its values stands. It offers to edit only what a flow may
// hold: no anchors, aliases, tags or keys that are not text, nothing that is there twice.
import { isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, visit, type YAMLMap, type YAMLSeq } from "yaml";
import { cut, type Range } from "./text";
import { isMapping, type Path, type Value } from "./value";

export type Node = Scalar | YAMLMap | YAMLSeq;
export type Entry = Pair<Scalar, Node | null>;

export type Block = {
  /// The lines between the marks.
  range: Range;
  value: Value;
  /// Positions count from the beginning of `range`. Null where the block is empty.
  root: Node | null;
  /// False where it is no YAML, or YAML that a flow can't hold.
  isEditable: boolean;
};

type Read = Omit<Block, "range">;

/// Blocks that were read before, by their text: an edit leaves most of them as they were.
const known = new Map<string, Read>();
const knownMax = 2_000;

export function readBlock(text: string, range: Range): Block {
  const source = cut(text, range);
  let read = known.get(source);
  if (!read) {
    if (known.size >= knownMax) known.clear();
    read = readSource(source);
    known.set(source, read);
  }
  return { range, ...read };
}

function readSource(source: string): Read {
  const refused: Read = { value: null, root: null, isEditable: false };
  try {
    const document = parseDocument(source, { schema: "failsafe", prettyErrors: false });
    if (document.errors.length > 0 || document.warnings.length > 0) return refused;
    let isEditable = true;
    const refuse = () => {
      isEditable = false;
      return visit.BREAK;
    };
    visit(document, {
      Alias: refuse,
      Node: (_, node) => (node.tag || ("anchor" in node && node.anchor) ? refuse() : undefined),
      Pair: (_, pair) => (isScalar(pair.key) ? undefined : refuse()),
    });
    if (!isEditable) return refused;
    const root = document.contents as Node | null;
    return { value: toValue(source, root), root, isEditable };
  } catch {
    return refused;
  }
}

const nulls = new Set(["", "~", "null", "Null", "NULL"]);

export function toValue(source: string, node: Node | null): Value {
  if (isMap(node)) {
    const entries = entriesOf(node).map((pair) => [keyOf(pair), toValue(source, pair.value)]);
    return Object.fromEntries(entries) as Value;
  }
  if (isSeq(node)) return itemsOf(node).map((item) => toValue(source, item));
  if (!isScalar(node)) return null;
  const text = String(node.value ?? "");
  return node.type === "PLAIN" && nulls.has(text) ? null : text;
}

export const entriesOf = (map: YAMLMap): Entry[] => map.items as unknown as Entry[];
export const itemsOf = (list: YAMLSeq): (Node | null)[] => list.items as (Node | null)[];
export const keyOf = (pair: Entry): string => String(pair.key.value ?? "");

export function entryOf(node: Node | null | undefined, key: string | number): Entry | undefined {
  return isMap(node) ? entriesOf(node).find((pair) => keyOf(pair) === String(key)) : undefined;
}

/// The node at `path`; null where a key holds nothing; undefined where there is none.
export function nodeAt(root: Node | null, path: Path): Node | null | undefined {
  let at: Node | null | undefined = root;
  for (const key of path) {
    if (isMap(at)) at = entryOf(at, key)?.value;
    else if (isSeq(at) && typeof key === "number") at = itemsOf(at)[key];
    else return undefined;
    if (at === undefined) return undefined;
  }
  return at;
}

/// The path of the innermost key or item that holds the position, which counts from the text's start.
export function pathAt(block: Block, position: number): Path {
  const at = position - block.range.from;
  const path: Path = [];
  let node = block.root;
  for (;;) {
    if (isMap(node)) {
      const found = entriesOf(node).findLast((pair) => pair.key.range![0] <= at);
      const isWithin = found && at <= (found.value?.range?.[1] ?? found.key.range![1]);
      if (!found || !isWithin) return path;
      path.push(keyOf(found));
      node = found.value;
    } else if (isSeq(node)) {
      const items = itemsOf(node);
      const found = items.findIndex((item) => item?.range && item.range[0] <= at && at <= item.range[1]);
      if (found < 0) return path;
      path.push(found);
      node = items[found] ?? null;
    } else return path;
  }
}

/// Where what stands at `path` can be looked at in the text.
export function placeOf(block: Block, path: Path): Range {
  const key = path.at(-1);
  const parent = nodeAt(block.root, path.slice(0, -1));
  const pair = key === undefined ? undefined : entryOf(parent, key);
  const range = pair?.key.range ?? nodeAt(block.root, path)?.range;
  if (!range) return { from: block.range.from, to: block.range.from };
  return { from: block.range.from + range[0], to: block.range.from + range[1] };
}

export { isMap, isMapping, isScalar, isSeq };
