// What a field with several values holds.

/// What stands between the `by`s of a typed text, without blanks and empty parts.
export const partsOf = (text: string, by: string) => text.split(by).map((part) => part.trim()).filter(Boolean);
