// Every route of the application, as its router lists them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const router = join(import.meta.dirname, "../../dashboard/src/app/router.tsx");

export function routes(): string[] {
  return [...readFileSync(router, "utf8").matchAll(/\bpath: "([^"]+)"/g)].map((found) => found[1]!);
}
