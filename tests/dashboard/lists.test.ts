import { expect, test } from "./fixtures.ts";

test("a target list is made of pasted lines, changed and deleted", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/account/target-lists`);
  await page.getByRole("button", { name: "New target list" }).first().click();
  await page.getByLabel("Name").fill("RDS Oslo");
  await page.getByLabel("Targets").fill("RDS-01, 10.0.4.21\nRDS-02\n\nrds-01\n");
  await expect(page.getByText("2 targets · rds-01 is there twice and counts once")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /RDS Oslo/ })).toContainText("2");
  await expect(page.getByRole("row", { name: /RDS Oslo/ })).toContainText("never");

  await page.getByRole("button", { name: "Edit RDS Oslo" }).click();
  await expect(page.getByLabel("Targets")).toHaveValue("RDS-01, 10.0.4.21\nRDS-02");
  await page.getByLabel("Targets").fill("RDS-02\nRDS-03\nRDS-04");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: /RDS Oslo/ })).toContainText("3");

  await page.getByRole("button", { name: "Delete RDS Oslo" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("No target lists yet")).toBeVisible();
});

test("a server is registered, put into audit mode with a reason, and deleted", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/servers`);
  await page.getByRole("button", { name: "Add server" }).first().click();
  await page.getByLabel("Name").fill("web-1");
  await page.getByLabel(/^Address/).fill("192.0.2.10");
  await page.getByLabel(/^Role/).fill("web");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "web-1" }).click();
  await expect(page.getByText("192.0.2.10")).toBeVisible();

  await page.getByRole("listitem").filter({ hasText: "Audit" }).getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Reason").fill("being replaced");
  await page.getByRole("dialog").getByRole("button", { name: "Change" }).click();
  await expect(page.getByText(/being replaced/)).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No servers yet")).toBeVisible();
});

test("an import shows its difference before it changes anything", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/servers`);
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByLabel("Or its text").fill("name,address,role\napp-1,192.0.2.21,app\napp-2,192.0.2.22,app\n");
  await page.getByRole("button", { name: "Show the difference" }).click();
  await expect(page.getByText("2 added")).toBeVisible();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("link", { name: "app-2" })).toBeVisible();
});

test("chosen servers are changed at once, and become a list", async ({ signedIn: page, api, service }) => {
  for (const name of ["db-1", "db-2", "db-3"]) await api.post("/servers", { name, role: "db" });
  await page.goto(`${service.url}/servers?role=db`);
  await page.getByRole("checkbox", { name: "Choose db-1" }).check();
  await page.getByRole("checkbox", { name: "Choose db-3" }).check();
  await page.getByRole("button", { name: "New target list" }).click();
  await expect(page.getByLabel("Targets")).toHaveValue("db-1\ndb-3");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Choose all 3" }).click();
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByLabel(/^Add tags/).fill("frozen, mysql");
  await page.getByRole("dialog").getByLabel(/^Mode/).selectOption("Audit");
  await page.getByRole("textbox", { name: "Reason" }).fill("change freeze");
  await page.getByRole("button", { name: "Change 3 servers" }).click();
  for (const name of ["db-1", "db-2", "db-3"]) {
    const row = page.getByRole("row", { name: new RegExp(name) });
    await expect(row).toContainText("mysql");
    await expect(row).toContainText("Audit");
  }
});
