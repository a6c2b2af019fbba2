// The budgets of the built dashboard, in KiB of gzip: `npm run size`. What the first page loads is the
// entry with everything that it imports before it runs.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const folder = process.env.FETTLE_DASHBOARD_FOLDER ?? "dist";
const budgets = { "first page": 200, styles: 15, "one page": 40, editor: 240, "whole, brotli": 700 };

const assets = join(folder, "assets");
const gzipped = (name) => gzipSync(readFileSync(join(assets, name)), { level: 9 }).length / 1024;
const names = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
const page = readFileSync(join(folder, "index.html"), "utf8");
const first = names.filter((name) => name.endsWith(".js") && page.includes(name));
const rest = names.filter((name) => name.endsWith(".js") && !first.includes(name));
const isEditor = (name) => readFileSync(join(assets, name), "utf8").includes("cm-editor");
const editor = rest.filter(isEditor);

const whole = readdirSync(folder, { recursive: true })
  .map((name) => join(folder, name))
  .filter((path) => /\.(br|woff2|html)$/.test(path))
  .reduce((sum, path) => sum + statSync(path).size / 1024, 0);

const sum = (list) => list.reduce((total, name) => total + gzipped(name), 0);
const measured = {
  "first page": sum(first),
  styles: sum(names.filter((name) => name.endsWith(".css"))),
  "one page": Math.max(...rest.filter((name) => !editor.includes(name)).map(gzipped)),
  editor: sum(editor),
  "whole, brotli": whole,
};

let isOver = false;
for (const [what, limit] of Object.entries(budgets)) {
  const size = measured[what];
  isOver ||= size > limit;
  console.log(`${what.padEnd(14)} ${size.toFixed(1).padStart(7)} of ${limit} KiB${size > limit ? "  TOO LARGE" : ""}`);
}
process.exit(isOver ? 1 : 0);
