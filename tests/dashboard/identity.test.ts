// Signing in with an identity provider, on another site than the service: the cookies have to reach
// the service all the same, and nobody else.
import { type Browser, expect, type Page, test } from "@playwright/test";
import { owner } from "./fixtures.ts";
import { IdentityProvider } from "./identity_provider.ts";
import { Service } from "./service.ts";

let provider: IdentityProvider;
let service: Service;

const settings = () => [
  "--oidc-issuer", provider.url,
  "--oidc-client-id", "fettle",
  "--oidc-name", "Example ID",
  "--oidc-engineers", "sre",
  "--oidc-owners", "admins",
  "--outgoing-ca", provider.certificate,
];

test.beforeAll(async ({ playwright }) => {
  provider = await IdentityProvider.start();
  service = await Service.start(1, settings());
  const request = await playwright.request.newContext({ baseURL: service.url });
  const data = { token: service.setUpLink.split("#")[1], team: "Northwind IT", ...owner };
  expect((await request.post("/api/v1/setup", { data })).ok()).toBe(true);
  await request.dispose();
});

test.afterAll(async () => {
  await service.stop();
  provider.stop();
});

async function open(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(service.url + path);
  return page;
}

const enter = (page: Page) => page.getByRole("button", { name: "Sign in with Example ID" }).click();

test("somebody of a group with a role comes in, to where they wanted to go", async ({ browser }) => {
  provider.person = { sub: "1", email: "bea@example.com", name: "Bea", groups: ["sre"] };
  const page = await open(browser, "/account/target-lists");
  await expect(page.getByLabel("Password")).toBeVisible();
  await enter(page);
  await expect(page.getByRole("heading", { name: "Target Lists", level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Target Lists", level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("somebody without a role is told why", async ({ browser }) => {
  provider.person = { sub: "2", email: "cleo@example.com", name: "Cleo", groups: [] };
  const page = await open(browser, "/");
  await enter(page);
  await expect(page.getByRole("alert")).toContainText("none of the groups that Example ID names");
  await page.getByRole("link", { name: "Back to signing in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("whom the provider refuses is told so", async ({ browser }) => {
  provider.person = null;
  const page = await open(browser, "/");
  await enter(page);
  await expect(page.getByRole("alert")).toContainText("access_denied");
});

test("an address that somebody else made signs nobody in", async ({ browser }) => {
  const page = await open(browser, "/login/provider?code=stolen&state=of-another");
  await expect(page.getByRole("alert")).toContainText("begun in another browser");
});

test("somebody with a password links their account, comes in by the provider, and unlinks it", async ({ browser }) => {
  provider.person = { sub: "3", email: "elsewhere@example.com", name: "O.", groups: ["admins"] };
  const page = await open(browser, "/account");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const card = page.getByRole("region", { name: "Sign-in with Example ID" });
  await card.getByLabel("Your password").fill("another sentence");
  await card.getByRole("button", { name: "Link to Example ID" }).click();
  await expect(card).toContainText("this is not your password");
  await card.getByLabel("Your password").fill(owner.password);
  await card.getByRole("button", { name: "Link to Example ID" }).click();
  await expect(card).toContainText("You can sign in with Example ID.");
  await expect(page).toHaveURL(/\/account$/);

  const elsewhere = await open(browser, "/account");
  await enter(elsewhere);
  await expect(elsewhere.getByRole("region", { name: "You", exact: true })).toContainText(owner.email);
  await card.getByLabel("Your password").fill(owner.password);
  await card.getByRole("button", { name: "Unlink" }).click();
  await expect(card.getByRole("button", { name: "Link to Example ID" })).toBeVisible();
  await elsewhere.reload();
  await expect(elsewhere.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an account that the groups would change is not linked, and says why", async ({ browser }) => {
  provider.person = { sub: "4", email: "owner@example.com", name: "O.", groups: ["sre"] };
  const page = await open(browser, "/account");
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const card = page.getByRole("region", { name: "Sign-in with Example ID" });
  await card.getByLabel("Your password").fill(owner.password);
  await card.getByRole("button", { name: "Link to Example ID" }).click();
  await expect(page.getByRole("alert")).toContainText("have the role `engineer` here");
  await page.getByRole("link", { name: "Back to your account" }).click();
  await expect(card.getByRole("button", { name: "Link to Example ID" })).toBeVisible();
});
