// The measurements of bench/page: `bench/page.sh BUILD_FOLDER`.
import base from "./playwright.config.ts";

export default {
  ...base,
  testDir: "../../bench/page",
  testMatch: "*.bench.ts",
  timeout: 300_000,
  expect: { timeout: 60_000 },
  projects: undefined,
  reporter: [["../../bench/page/table.ts"]],
  use: { ...base.use, trace: "off", viewport: { width: 1440, height: 900 } },
};
