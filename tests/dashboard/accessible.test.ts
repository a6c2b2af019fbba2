// WCAG 2.2 AA as far as axe can see: every route of the router, tab by tab, and the layers over them, in
// both themes.
import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { routes } from "./routes.ts";
import { makeSomething } from "./something.ts";

/// The addresses under which each route shows something of its own; tabs are found by themselves.
/// `$names` stand for what makeSomething() made.
const addresses: Record<string, string[]> = {
  "/login": ["/login"],
  "/login/provider": ["/login/provider"],
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
  "/notifications": ["/notifications", "/notifications?show=unread"],
  "/recipes": ["/recipes"],
  "/recipes/$recipeId": ["/recipes/$recipeId", "/recipes/new"],
  "/account": ["/account"],
  "/maintenances": ["/maintenances"],
  "/calendar": ["/calendar"],
  "/maintenances/schedules/$scheduleId": ["/maintenances/schedules/$scheduleId"],
  $: ["/no/such/page"],
};
const withoutSigningIn = ["/login", "/login/provider", "/setup", "/invitation", "/password"];

let made: Record<string, string> | undefined;

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

test("the layers over the pages have none", async ({ signedIn: page, service, api }) => {
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
  made ??= await makeSomething(api);
  await page.goto(`${service.url}/flows/${made.flowId}/maintenance`);
  await page.getByRole("button", { name: "New trigger" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Actions for program/ }).click();
  await page.getByRole("menuitem", { name: "Example of a call" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});
