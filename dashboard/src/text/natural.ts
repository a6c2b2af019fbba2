// Names in the order in which people count: web-2 before web-10. As the service sorts its pages
// (fleet::natural_key), so that a list read whole and one read page by page look alike.

const digits = 20;

/// What `text` sorts by, compared as it is.
export const naturalKey = (text: string): string =>
  text.toLowerCase().replace(/\d+/g, (number) => number.slice(-digits).padStart(digits, "0"));

export function byName<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, key: naturalKey(nameOf(item)) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}

export const sortedNames = (names: readonly string[]): string[] => byName(names, (name) => name);
