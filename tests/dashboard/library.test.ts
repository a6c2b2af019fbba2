import { expect, test } from "./fixtures.ts";

test.beforeEach(async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/trees`);
});

test("the sidebar counts flows by type and leads to them", async ({ signedIn: page }) => {
  const sidebar = page.getByRole("navigation", { name: "Main" });
  for (const name of ["All Flows", "Troubleshooting", "Projects", "Maintenance"]) {
    await expect(sidebar.getByRole("link", { name: new RegExp(`^${name} \\d+$`) })).toBeVisible();
  }
  await sidebar.getByRole("link", { name: /^Maintenance \d+$/ }).click();
  await expect(page).toHaveURL(/\/trees\?type=maintenance$/);
  await expect(page.getByRole("row", { name: /^Monthly Security Patches/ })).toContainText("Maintenance");
});

test("words are looked for in the library, and stand in the address", async ({ signedIn: page }) => {
  await page.getByRole("searchbox", { name: "Search flows" }).fill("nginx");
  await expect(page).toHaveURL(/q=nginx/);
  await expect(page.getByRole("link", { name: /Nginx/ }).first()).toBeVisible();
  await page.getByRole("searchbox", { name: "Search flows" }).fill("no such thing at all");
  await expect(page.getByText("No flow fits the filter")).toBeVisible();
});

test("a shipped flow is read-only; its duplicate is edited", async ({ signedIn: page }) => {
  await page.goto(`${page.url().split("/trees")[0]}/trees?type=maintenance`);
  await page.getByRole("button", { name: "Actions for Disk Cleanup Cycle" }).click();
  await expect(page.getByRole("menuitem", { name: "Delete" })).toHaveCount(0);
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page).toHaveURL(/\/edit$/);
  await expect(page.getByRole("textbox", { name: /Text of the flow/ })).toBeVisible();
});

test("a new maintenance flow opens in the editor, shows its problems and is saved", async ({ signedIn: page }) => {
  await page.getByRole("button", { name: "New flow" }).click();
  await page.getByRole("radio", { name: /Maintenance/ }).check();
  await page.getByRole("textbox", { name: "Name" }).fill("Restart the proxies");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Restart the proxies", level: 1 })).toBeVisible();

  const text = page.getByRole("textbox", { name: /Text of the flow/ });
  await text.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.insertText("strateggy: rolling\n");
  await page.getByRole("tab", { name: /Problems \(\d/ }).click();
  await expect(page.getByText(/strateggy/).last()).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");

  await text.press("Control+z");
  await text.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.insertText("tags: [proxies]\n");
  await expect(page.getByText("Not saved")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).not.toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("listitem").filter({ hasText: "Saved as version 2" })).toBeVisible();
});

test("the palette finds a flow by its name", async ({ signedIn: page }) => {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Name of a flow or page").fill("Kernel");
  await page.getByRole("option", { name: /Kernel Patch/ }).click();
  await expect(page).toHaveURL(/\/flows\/[^/]+\/maintenance$/);
});

test("the library is shown as cards too, and remembers that", async ({ signedIn: page }) => {
  await page.getByRole("button", { name: "Show cards" }).click();
  const card = page.getByRole("list", { name: "All Flows" }).getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: "Disk Cleanup Cycle", exact: true }) });
  await expect(card).toContainText("Maintenance");
  await page.reload();
  await expect(card).toBeVisible();
  await page.getByRole("button", { name: "Show a table" }).click();
  await expect(page.getByRole("row", { name: /^Disk Cleanup Cycle/ })).toBeVisible();
});

test("a markdown file becomes a flow; one with errors is refused with all of them", async ({ signedIn: page }) => {
  await page.getByRole("button", { name: "Import" }).click();
  const text = page.getByLabel("Or its text");
  await text.fill("---\nsubject: os\nrisk_level: enormous\n---\n\n# Look at it\n\n## Steps\n\n### Step 1: Look\n\n```yaml\ntype: validate\nchecks: [uptime]\n```\n");
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("enormous");
  await text.fill((await text.inputValue()).replace("enormous", "low"));
  await page.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("heading", { name: "Look at it", level: 1 })).toBeVisible();
});
