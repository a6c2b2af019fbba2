// Tests of the dashboard in Debian's Chromium, against the real program with a fresh database
// (service.ts starts it). FETTLE_BINARY names another program, CHROMIUM another browser.
import { defineConfig } from "@playwright/test";
import type { Options } from "./fixtures.ts";

export default defineConfig<Options>({
  testDir: ".",
  testMatch: "*.test.ts",
  timeout: 180_000, // of a machine that does much besides
  expect: { timeout: 10_000 },
  workers: 1,
  reporter: "list",
  outputDir: "../../build/dashboard-tests",
  projects: [{ name: "mouse" }, { name: "keyboard", grep: /@journey/, use: { hand: "keyboard" } }],
  use: {
    trace: "retain-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Oslo",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
