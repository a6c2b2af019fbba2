// A selector as plans have it: one condition, or several that are combined.
import { selectorKinds } from "./fields";
import { isMapping, type Value } from "./value";

export const compounds = ["all_of", "any_of", "not"] as const;
export const conditionKinds = [...selectorKinds, ...compounds];
export type Selector = { [key: string]: Value };

const plain = { by: "role", value: "" };
export const plainCondition = (): Selector => ({ ...plain });

export const isCompound = (kind: string): boolean => compounds.includes(kind as "not");

/// Empty: none, or nothing that a form can show.
export function kindOf(value: Value): string {
  if (!isMapping(value)) return "";
  const compound = compounds.find((key) => Object.hasOwn(value, key));
  return compound ?? (typeof value.by === "string" ? value.by : "");
}

/// What `old` becomes as a condition of another kind; as much of it is kept as the kind can hold.
export function freshOf(kind: string, old: Value): Selector {
  if (kind === "all") return { by: "all" };
  if (kind === "not") return { not: old ?? plain };
  if (kind === "all_of" || kind === "any_of") {
    const parts = isMapping(old) ? (old.all_of ?? old.any_of) : null;
    return { [kind]: Array.isArray(parts) ? parts : [old ?? plain] };
  }
  return { by: kind, value: isMapping(old) && typeof old.value === "string" ? old.value : "" };
}

/// The conditions of a compound.
export function partsOf(value: Value): Value[] {
  const kind = kindOf(value);
  if (!isMapping(value) || !isCompound(kind)) return [];
  const parts = value[kind] ?? [];
  return kind === "not" ? [value.not ?? null] : Array.isArray(parts) ? parts : [];
}

/// Whether each condition says what it looks for.
export function isComplete(value: Value): boolean {
  const kind = kindOf(value);
  if (!isMapping(value) || kind === "") return false;
  if (isCompound(kind)) return partsOf(value).length > 0 && partsOf(value).every(isComplete);
  return kind === "all" || (typeof value.value === "string" && value.value.trim() !== "");
}

