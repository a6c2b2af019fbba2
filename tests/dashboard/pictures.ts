// Not tests: each takes pictures of a page with real content, in both themes, into docs/images.
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

const folder = join(import.meta.dirname, "../../docs/images");

async function picture(page: Page, name: string) {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate((value) => (document.documentElement.dataset.theme = value), theme);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: "disabled" });
  }
}

test("pictures", async ({ signedIn: page, api, service }) => {
  test.setTimeout(240_000);
  for (const name of service.fleet.names) await api.post("/servers", { name, role: "web", site: "Oslo" });
  await api.post("/target-lists", {
    name: "RDS Oslo", description: "Session hosts of the Oslo site", text: "RDS-01\nRDS-02\nRDS-03\nRDS-04\n",
  });
  await page.goto(`${service.url}/trees`);
  await expect(page.getByRole("row", { name: /^Monthly Security Patches/ })).toBeVisible();
  await picture(page, "library");

  const found = await api.get<{ items: { id: string }[] }>("/trees?type=maintenance&q=Disk%20Cleanup");
  const id = found.items[0]!.id;
  await page.goto(`${service.url}/flows/${id}/maintenance?launch=saved`);
  await page.getByRole("radio", { name: /RDS Oslo/ }).check();
  await expect(page.getByText("Will create 4 sessions for")).toBeVisible();
  await picture(page, "launch");

  const batch = await api.post<{ batch_id: string }>("/sessions/batch", {
    tree_id: id, targets: service.fleet.names.map((label) => ({ label })),
  });
  await page.goto(`${service.url}/flows/${id}/batches/${batch.batch_id}`);
  await page.getByRole("button", { name: service.fleet.names[0], exact: true }).click();
  await expect(page.getByRole("region", { name: "Host" })).toBeVisible();
  await page.waitForTimeout(3_000);
  await picture(page, "run");

  await page.goto(`${service.url}/flows/${id}/maintenance`);
  await expect(page.getByRole("region", { name: "Run history" })).toContainText("complete");
  await picture(page, "maintenance-flow");

  await page.goto(`${service.url}/flows/${id}/edit`);
  await expect(page.getByRole("textbox", { name: /Text of the flow/ })).toBeVisible();
  await picture(page, "editor");
});
