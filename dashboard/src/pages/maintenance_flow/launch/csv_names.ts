// The names in a file that people have: CSV as Fettle and spreadsheets write it (RFC 4180, also with semicolons
// or tabs), or one name a line. Read on in src/base/csv_text.hpp, which says what exports put around a cell.

const cell = /(?:"((?:[^"]|"")*)"[^,;\t\r\n]*|([^,;\t\r\n]*))([,;\t]|\r\n|[\r\n]|$)/g;
const guard = /^'(?=[=+\-@\t\r\n'])/;
const head = /^(name|host ?name|host|label|device|server|computer)s?$/i;

/// The first column, one name a line: a header named like one of these is no target.
export function namesOf(csv: string): string {
  const names: string[] = [];
  let isFirst = true;
  for (const [, quoted, bare = "", end = ""] of csv.replace(/^\ufeff/, "").matchAll(cell)) {
    if (isFirst) names.push((quoted?.replaceAll('""', '"') ?? bare).replace(guard, "").trim());
    isFirst = !/[,;\t]/.test(end);
  }
  return names.slice(head.test(names[0] ?? "") ? 1 : 0).filter(Boolean).join("\n");
}
