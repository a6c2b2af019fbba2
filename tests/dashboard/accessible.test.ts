// WCAG 2.2 AA as far as axe can see: every route of the router, tab by tab, and the layers over them, in
// both themes.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { routes } from "./routes.ts";
import { makeSomething } from "./something.ts";

/// The addresses under which each route shows something of its own; tabs are found by themselves.
/// `$names` stand for what makeSomething() made.
const addresses: Record<string, string[]> = {
  "/login": ["/login"],
  "/setup": ["/setup", "/setup#a-token"],
  "/invitation": ["/invitation", "/invitation#a-token"],
  "/password": ["/password", "/password#a-token"],
  "/": ["/"],
  "/trees": ["/trees", "/trees?q=nothing-of-this-name"],
  "/flows/$flowId": ["/flows/$projectId"],
  "/flows/$flowId/maintenance": ["/flows/$flowId/maintenance", "/flows/$flowId/maintenance?launch=saved"],
  "/flows/$flowId/batches/$batchId": ["/flows/$flowId/batches/$batchId?h=$sessionId"],
  "/flows/$flowId/edit": ["/flows/$flowId/edit"],
  "/account/target-lists": ["/account/target-lists"],
  "/servers": ["/servers"],
  "/servers/$serverId": ["/servers/$serverId"],
  "/sessions": ["/sessions", "/sessions?view=all&open=$batchId"],
  "/sessions/$sessionId": ["/sessions/$sessionId"],
  "/approvals": ["/approvals"],
  "/recipes": ["/recipes"],
  "/recipes/$recipeId": ["/recipes/$recipeId", "/recipes/new"],
  "/account": ["/account"],
  "/maintenances": ["/maintenances"],
  "/calendar": ["/calendar"],
  "/maintenances/schedules/$scheduleId": ["/maintenances/schedules/$scheduleId"],
  $: ["/no/such/page"],
};
const withoutSigningIn = ["/login", "/setup", "/invitation", "/password"];

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let made: Record<string, string> | undefined;

async function expectAccessible(page: Page) {
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator(`html[data-theme=${colorScheme}]`)).toBeAttached();
    const found = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze(); // no frames, so no page of its own
    const told = found.violations.map(
      (one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `  ${node.html}\n  ${node.failureSummary}`).join("\n")}`,
    );
    expect(told, `${page.url()} in the ${colorScheme} theme`).toEqual([]);
  }
}

/// The page as it opens, then each of its tabs, also those that a tab brings.
async function expectAccessibleTabByTab(page: Page) {
  const seen = new Set<string>();
  for (;;) {
    await expectAccessible(page);
    for (const name of await page.getByRole("tab", { selected: true }).allInnerTexts()) seen.add(name);
    const names = await page.getByRole("tab", { selected: false }).allInnerTexts();
    const next = names.find((name) => !seen.has(name));
    if (next === undefined) return;
    await page.getByRole("tab", { name: next, exact: true }).click();
    await expect(page.getByRole("tab", { name: next, exact: true })).toHaveAttribute("aria-selected", "true");
    seen.add(next);
  }
}

test("every route of the router is looked at below", () => {
  expect(Object.keys(addresses).sort()).toEqual(routes().sort());
});

for (const route of withoutSigningIn) {
  test(`${route} has no fault that axe finds`, async ({ page, service }) => {
    for (const address of addresses[route]!) {
      await page.goto(service.url + address);
      await page.reload(); // another fragment alone loads nothing
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessibleTabByTab(page);
    }
  });
}

for (const route of Object.keys(addresses).filter((one) => !withoutSigningIn.includes(one))) {
  test(`${route} has no fault that axe finds`, async ({ signedIn: page, service, api }) => {
    made ??= await makeSomething(api);
    for (const address of addresses[route]!) {
      await page.goto(service.url + address.replaceAll(/\$(\w+)/g, (_, name: string) => made![name]!));
      const title = page.locator("h1"); // under a dialog it has no role
      await expect(title).toBeVisible();
      if (route !== "$") await expect(title).not.toHaveText("Not found");
      await expectAccessibleTabByTab(page);
    }
  });
}

test("the layers over the pages have none", async ({ signedIn: page, service }) => {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const key of ["Control+k", "?"]) {
    await page.keyboard.press(key);
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${service.url}/servers`);
  await page.getByRole("button", { name: "Add server" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});
