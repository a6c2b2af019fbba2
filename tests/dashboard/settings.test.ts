import { createHmac } from "node:crypto";
import { expect, owner, test } from "./fixtures.ts";

/// The six digits of RFC 6238 for a key in base32.
function codeOf(key: string, at = Date.now()): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replaceAll(" ", "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", bytes).update(counter).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a secret is stored, replaced and deleted, and its value is never shown again", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/account?section=secrets`);
  await page.getByRole("button", { name: "New secret" }).click();
  await page.getByLabel("Name").fill("1wrong");
  await page.getByRole("textbox", { name: "Value" }).fill("hunter2-the-first");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Name")).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("Name").fill("DB_PASSWORD");
  await page.getByLabel(/^Description/).fill("Of the reporting database");
  await page.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row", { name: /DB_PASSWORD/ });
  await expect(row).toContainText("Of the reporting database");

  await row.getByRole("button", { name: "Replace DB_PASSWORD" }).click();
  await expect(page.getByRole("textbox", { name: "Value" })).toHaveValue("");
  await page.getByRole("textbox", { name: "Value" }).fill("hunter2-the-second");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.reload();
  await expect(row).toBeVisible();
  expect(await page.content()).not.toContain("hunter2");

  await row.getByRole("button", { name: "Delete DB_PASSWORD" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No secrets")).toBeVisible();
});

test("the audit log tells who did what, is filtered in the address, and shows before and after", async ({
  signedIn: page, api, service,
}) => {
  await api.post("/target-lists", { name: "Audited", text: "a\nb\n" });
  await page.goto(`${service.url}/account?section=audit`);
  await page.getByRole("searchbox", { name: "What was done" }).fill("target_list");
  await expect(page).toHaveURL(/action=target_list/);
  const entry = page.getByRole("region", { name: "Audit log" }).getByRole("listitem").first();
  await expect(entry).toContainText("Target list created");
  await expect(entry).toContainText(owner.name);
  await entry.getByRole("button", { name: "Target list created" }).click();
  await expect(entry).toContainText("target_list.created");
  await expect(entry).toContainText('"name": "Audited"');
  await entry.getByRole("link", { name: "Audited" }).click();
  await expect(page.getByRole("heading", { name: "Target Lists", level: 1 })).toBeVisible();
  await page.goBack();
  await page.getByRole("searchbox", { name: "What was done" }).fill("nothing.such");
  await expect(page.getByText("No entry fits the filter")).toBeVisible();
});

test("a second factor is set up, asked for at the next sign-in, and given up", async ({ signedIn: page, service, browser }) => {
  await page.goto(`${service.url}/account`);
  const card = page.getByRole("region", { name: "Second factor" });
  await card.getByLabel("Your password").fill("not the password");
  await card.getByRole("button", { name: "Set it up" }).click();
  await expect(card.getByLabel("Your password")).toHaveAttribute("aria-invalid", "true");
  await card.getByLabel("Your password").fill(owner.password);
  await card.getByRole("button", { name: "Set it up" }).click();
  const key = await card.locator("code").innerText();
  await card.getByRole("textbox", { name: "Code" }).fill("000000");
  await card.getByRole("button", { name: "Confirm" }).click();
  await expect(card.getByRole("textbox", { name: "Code" })).toHaveAttribute("aria-invalid", "true");
  await card.getByRole("textbox", { name: "Code" }).fill(codeOf(key));
  await card.getByRole("button", { name: "Confirm" }).click();
  await expect(card).toContainText("takes a code of your authenticator");

  const other = await (await browser.newContext()).newPage();
  await other.goto(`${service.url}/login`);
  await other.getByLabel("E-mail").fill(owner.email);
  await other.getByLabel("Password").fill(owner.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  // The one that was used is used up; the next one is good already.
  await other.getByLabel("Code").fill(codeOf(key, Date.now() + 30_000));
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "Overview" })).toBeVisible();

  await card.getByLabel("Your password").fill(owner.password);
  await card.getByRole("button", { name: "Give it up" }).click();
  await expect(card).toContainText("Signing in takes your password alone");
});

test("one's own name is changed where it is shown", async ({ signedIn: page, service }) => {
  await page.goto(`${service.url}/account`);
  await page.getByLabel("Your name").fill("Ann Bergström");
  await page.getByLabel("Your name").press("Enter");
  await expect(page.getByRole("button", { name: /Ann Bergström: account and settings/ })).toBeVisible();
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("Your name").press("Enter");
  await expect(page.getByRole("button", { name: `${owner.name}: account and settings` })).toBeVisible();
});

test("the stop switch asks for a reason, is told on every page, and is taken back there", async ({ signedIn: page, service }) => {
  await page.getByRole("button", { name: "Stop everything" }).click();
  await page.getByLabel("Reason").fill("the storage is failing");
  await page.getByRole("dialog").getByRole("button", { name: "Stop everything" }).click();
  await expect(page.getByRole("alert")).toContainText("the storage is failing");
  await page.goto(`${service.url}/servers`);
  await expect(page.getByRole("alert")).toContainText("Everything is stopped.");
  await page.getByRole("button", { name: "Let it go on" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
});
