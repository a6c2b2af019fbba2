import { expect, test } from "./fixtures.ts";

test("a shipped recipe is read, duplicated, changed and deleted", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/recipes`);
  await page.getByRole("searchbox", { name: "Search recipes" }).fill("vacuum");
  await page.getByRole("link", { name: "Vacuum the journal" }).click();
  await expect(page.getByRole("region", { name: "Script" })).toContainText("journalctl --vacuum-time");
  await expect(page.getByRole("region", { name: "Parameters" })).toContainText("keep_days");
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);

  await page.getByRole("button", { name: "Duplicate" }).click();
  await expect(page.getByText("vacuum-journal-copy")).toBeVisible();
  await page.getByRole("button", { name: "Edit" }).click();
  const document = page.getByLabel("Document of the recipe");
  const text = await document.inputValue();
  await document.fill(text.replace("risk: low", "risk: enormous"));
  await page.getByRole("button", { name: "Save" }).click();
  const refused = page.getByRole("region", { name: "It is not saved" });
  await expect(refused).toContainText("enormous");
  await refused.getByRole("button", { name: "Go to line 4" }).click();
  await expect(document).toBeFocused();

  await document.fill(text.replace("# Vacuum the journal", "# Vacuum our journal").replace("risk: low", "risk: medium"));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Vacuum our journal", level: 1 })).toBeVisible();
  await expect(page.getByText("medium risk")).toBeVisible();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/recipes$/);
  await expect(page.getByRole("link", { name: "Vacuum our journal" })).toHaveCount(0);
});

test("a new recipe begins with a template and is found by its name", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/recipes`);
  await page.getByRole("button", { name: "New recipe" }).click();
  const document = page.getByLabel("Document of the recipe");
  await document.fill((await document.inputValue()).replaceAll("my-recipe", "say-hello").replace("# My recipe", "# Say hello"));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { name: "Say hello", level: 1 })).toBeVisible();
  await page.goto(`${service.url}/recipes?q=hello`);
  await expect(page.getByRole("link", { name: "Say hello" })).toBeVisible();
});
