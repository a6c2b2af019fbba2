// Writes FILE.br and FILE.gz beside each file of the built dashboard that gets smaller by it, so that
// the program compresses nothing while it serves. Fonts are compressed already.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.env.FETTLE_DASHBOARD_FOLDER ?? "dist";
const kinds = /\.(js|css|svg|txt)$/;

for (const name of readdirSync(folder, { recursive: true })) {
  if (!kinds.test(name)) continue;
  const file = join(folder, name);
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  if (brotli.length < bytes.length) writeFileSync(`${file}.br`, brotli);
  if (gzip.length < bytes.length) writeFileSync(`${file}.gz`, gzip);
}
