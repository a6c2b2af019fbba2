// Prints what was measured as a table, and says what misses what is asked.
import type { Reporter, TestCase, TestResult } from "../../tests/dashboard/fixtures.ts";

export default class Table implements Reporter {
  #missed = false;

  onBegin() {
    console.log("| | measured | asked | |\n|---|---|---|---|");
  }

  onTestEnd(test: TestCase, result: TestResult) {
    if (result.error) console.error(`${test.title}: ${result.error.message}`);
    for (const { type, description } of result.annotations) {
      const [measured, asked, verdict] = (description ?? "").split("|");
      this.#missed ||= verdict === "**missed**";
      console.log(`| ${type} | ${measured} | ${asked} | ${verdict} |`);
    }
  }

  async onEnd() {
    return this.#missed ? { status: "failed" as const } : undefined;
  }
}
