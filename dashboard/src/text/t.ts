// Texts by key, with `{names}` filled in and the plural chosen by the language's own rules. Every
// sentence that people read comes from the catalogue (en.ts), so that a second language is a second
// file.
import { en, type Plural } from "./en";

export type TextKey = keyof typeof en;
type Value = string | number;

const language = "en";
const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const lists = new Intl.ListFormat(language, { type: "conjunction" });

export function t(key: TextKey, values: Record<string, Value> = {}): string {
  const found: string | Plural = en[key];
  const text = typeof found === "string" ? found : pluralForm(found, values);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

/// The form for `values.n`.
function pluralForm(plural: Plural, values: Record<string, Value>): string {
  const count = Number(values.n ?? 0);
  if (count === 0 && plural.zero !== undefined) return plural.zero;
  return plurals.select(count) === "one" ? plural.one : plural.other;
}

export const number = (value: number): string => numbers.format(value);
export const listOf = (parts: string[]): string => lists.format(parts);
