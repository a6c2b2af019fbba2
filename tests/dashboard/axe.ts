// What axe finds on a page, in both themes.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function expectAccessible(page: Page) {
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-theme=${colorScheme}]`)).toBeAttached();
    // No frames, so no page of its own.
    const found = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze();
    const told = found.violations.map(
      (one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join("\n")}`,
    );
    expect(told, `${page.url()} in the ${colorScheme} theme`).toEqual([]);
  }
}
