import { expect, live, owner, test } from "./fixtures.ts";

test("the set-up link makes the first team and its owner, who is then signed in", async ({ page, service }) => {
  await page.goto(service.setUpLink);
  await page.getByLabel("Team").fill("Northwind IT");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create the team" }).click();
  await expect(page.getByRole("alert")).toContainText("fewer than 10 characters");

  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Create the team" }).click();
  await expect(page.getByRole("heading", { name: "Servers", level: 1 })).toBeVisible();
  await expect(live(page)).toBeVisible();
});

test("a page that needs signing in leads there, and back afterwards", async ({ page, service, api }) => {
  expect(api).toBeTruthy();
  await page.goto(`${service.url}/account/target-lists`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill("something else altogether");
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByRole("alert")).toContainText("wrong");

  await page.getByLabel("Password").fill(owner.password);
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByRole("heading", { name: "Target Lists", level: 1 })).toBeVisible();
});

test("signing out ends the session", async ({ signedIn: page }) => {
  await page.getByRole("button", { name: /account and settings/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an invitation names the team and lets somebody in", async ({ api, browser, service }) => {
  const link = await api.post<{ url: string }>("/invitations", { email: "tom@example.com", role: "viewer" });
  const page = await (await browser.newContext()).newPage();
  await page.goto(link.url);
  await expect(page.getByRole("heading", { name: "Join Northwind IT" })).toBeVisible();
  await page.getByLabel("Your name").fill("Tom Reyes");
  await page.getByLabel("Password").fill("another long sentence");
  await page.getByRole("button", { name: "Join the team" }).click();
  await expect(page.getByRole("heading", { name: "Overview", level: 1 })).toBeVisible();
  await page.goto(`${service.url}/trees`);
  await expect(page.getByRole("button", { name: "New flow" })).toHaveAttribute("aria-disabled", "true");
});
