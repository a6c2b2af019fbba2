import { expect, expectAccessible, test } from "./fixtures.ts";

const pages = [
  ["/trees", "All Flows"],
  ["/servers", "Servers"],
  ["/account/target-lists", "Target Lists"],
  ["/sessions", "Sessions"],
  ["/approvals", "Approvals"],
  ["/account", "Account"],
  ["/account?section=people", "Account"],
  ["/no/such/page", "Not found"],
] as const;

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const [path, title] of pages) {
      test(`${path} has no fault that axe finds`, async ({ signedIn: page, service }) => {
        await page.goto(service.url + path);
        await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }

    test("a maintenance flow and its launch dialog have none", async ({ signedIn: page, service, api }) => {
      const found = await api.get<{ items: { id: string }[] }>("/trees?type=maintenance&q=Kernel");
      await page.goto(`${service.url}/flows/${found.items[0]!.id}/maintenance`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Batch launch" }).first().click();
      await expect(page.getByRole("tab", { name: "Saved List" })).toBeVisible();
      await expectAccessible(page);
    });

    test("the editor has none", async ({ signedIn: page, service, api }) => {
      const found = await api.get<{ items: { id: string }[] }>("/trees?type=maintenance&q=Kernel");
      await page.goto(`${service.url}/flows/${found.items[0]!.id}/edit`);
      await expect(page.getByRole("textbox", { name: /Text of the flow/ })).toBeVisible();
      await expectAccessible(page);
    });

    test("sign-in has none", async ({ page, service }) => {
      await page.goto(`${service.url}/login`);
      await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
      await expectAccessible(page);
    });
  });
}
