// Writes licences.txt into the built dashboard: name, version, licence and licence text of every
// package whose code or fonts it ships.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const target = join(process.env.FETTLE_DASHBOARD_FOLDER ?? "dist", "licences.txt");
const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

const notices = Object.entries(lock.packages)
  .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.dev && !entry.optional && existsSync(path))
  .map(([path, entry]) => {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const file = readdirSync(path).find((one) => /^(licen[cs]e|copying)/i.test(one));
    const text = file ? readFileSync(join(path, file), "utf8").trim() : `Licence: ${entry.license}`;
    return `${name} ${entry.version} (${entry.license ?? "see below"})\n\n${text}\n`;
  });

writeFileSync(target, notices.join(`\n${"-".repeat(80)}\n\n`));
