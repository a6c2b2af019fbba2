// Writes ../src/api/schema.d.ts from the parts of the contract: `npm run types`. With `--check` it
// writes nothing and fails where the committed file is another. A folder of its own, since the
// generator needs an older TypeScript than the application.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapi, { astToString } from "openapi-typescript";
import { parse } from "yaml";

const folder = process.env.FETTLE_CONTRACT_FOLDER ?? join(import.meta.dirname, "../../contract");
const target = join(import.meta.dirname, "../src/api/schema.d.ts");

const whole = { openapi: "3.1.0", info: { title: "Fettle", version: "1" }, paths: {}, components: {} };
for (const name of readdirSync(folder).filter((file) => file.endsWith(".yaml")).sort()) {
  const part = parse(readFileSync(join(folder, name), "utf8"));
  Object.assign(whole.paths, part.paths);
  for (const [kind, members] of Object.entries(part.components ?? {})) {
    whole.components[kind] = { ...whole.components[kind], ...members };
  }
}

const types = astToString(await openapi(whole, { alphabetize: true, defaultNonNullable: false }));
const text = `// Generated from contract/*.yaml by \`npm run types\`; not edited by hand.\n${types}`;
if (!process.argv.includes("--check")) {
  writeFileSync(target, text);
} else if (readFileSync(target, "utf8") !== text) {
  console.error("dashboard/src/api/schema.d.ts is older than the contract: run `tools/npm run types` there");
  process.exit(1);
}
