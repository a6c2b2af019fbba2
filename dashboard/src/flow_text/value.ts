// What a block of YAML says, as plain values. A scalar is its text, so that `1.10` stays `1.10`;
// nothing, `~` and `null` are null.

export type Value = null | string | Value[] | { [key: string]: Value };
/// What may be written: numbers and truth values stand without quotes.
export type Written = null | string | number | boolean | Written[] | { [key: string]: Written };
export type Path = (string | number)[];

export const isMapping = (value: unknown): value is { [key: string]: Value } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function asValue(written: Written): Value {
  if (written === null || typeof written === "string") return written;
  if (Array.isArray(written)) return written.map(asValue);
  if (typeof written !== "object") return String(written);
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, asValue(value)]));
}

export function isEqual(a: Value, b: Value): boolean {
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, index) => isEqual(value, b[index]!));
  }
  if (!isMapping(a) || !isMapping(b)) return a === b;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key]!, b[key]!));
}

export function valueAt(value: Value, path: Path): Value | undefined {
  let at: Value | undefined = value;
  for (const key of path) {
    if (Array.isArray(at)) at = typeof key === "number" ? at[key] : undefined;
    else if (isMapping(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return at;
}

/// A copy in which `change` was done to the value at `path`; what is missing on the way is made.
export function changedAt(value: Value, path: Path, change: (old: Value) => Value): Value {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (typeof key === "number") {
    const items = Array.isArray(value) ? [...value] : [];
    items[key] = changedAt(items[key] ?? null, rest, change);
    return items;
  }
  const entries = isMapping(value) ? value : {};
  return { ...entries, [key]: changedAt(valueAt(entries, [key]) ?? null, rest, change) };
}

/// A copy without what stands at `path`.
export function withoutAt(value: Value, path: Path): Value {
  const last = path.at(-1)!;
  return changedAt(value, path.slice(0, -1), (old) => {
    if (Array.isArray(old)) return old.filter((_, index) => index !== last);
    return Object.fromEntries(Object.entries(old ?? {}).filter(([key]) => key !== last));
  });
}

/// The list with one item at another place.
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const out = items.toSpliced(from, 1);
  out.splice(to, 0, items[from]!);
  return out;
}
