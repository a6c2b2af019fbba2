// Form and markdown are two views of one text: what one writes the other shows, and nothing else changes.
import type { Page } from "@playwright/test";
import { type Api, expect, test } from "./fixtures.ts";

const journey = { tag: "@journey" };

type Flow = { id: string; name: string; markdown: string };

async function copyOf(api: Api, name: string): Promise<Flow> {
  const found = await api.get<{ items: Flow[] }>(`/trees?q=${encodeURIComponent(name)}`);
  return api.post<Flow>(`/trees/${found.items.find((one) => one.name === name)!.id}/duplicate`, {});
}

async function open(page: Page, url: string, flow: Flow) {
  await page.goto(`${url}/flows/${flow.id}/edit`);
  await expect(page.getByRole("region", { name: "Steps", exact: true })).toBeVisible();
}

/// The text that is being edited, as it is kept in case the tab goes away.
const draft = (page: Page, { id }: Flow) => () =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? "{}").text as string, `fettle.draft.${id}`);

const markdown = (page: Page) => page.getByRole("textbox", { name: /Text of the flow/ });
const step = (page: Page, number: number) =>
  page.getByRole("region", { name: "Steps", exact: true }).getByRole("group", { name: new RegExp(`^Step ${number}:`) });
const fold = (page: Page, number: number) => step(page, number).locator("[data-fold]");

test("each flow of the catalogue goes from form to markdown and back without a byte lost elsewhere", journey, async ({
  person, signedIn: page, api, service,
}) => {
  test.setTimeout(600_000); // eleven flows, each opened anew
  const all = await api.get<{ items: (Flow & { is_builtin: boolean })[] }>("/trees?limit=100");
  const shipped = all.items.filter((one) => one.is_builtin);
  expect(shipped.length).toBeGreaterThan(10);
  for (const { name } of shipped) {
    const flow = await copyOf(api, name);
    await open(page, service.url, flow);
    const minutes = page.getByRole("textbox", { name: "Estimated time (minutes)" }).first();
    const was = /^estimated_minutes: (\d+)$/m.exec(flow.markdown)![1]!;
    await person.fill(minutes, "777");
    await person.press(fold(page, 1));
    const title = step(page, 1).getByRole("textbox", { name: "Title" }).first();
    const first = await title.inputValue();
    await person.fill(title, "Called otherwise");
    const expected = flow.markdown.replace(`estimated_minutes: ${was}\n`, "estimated_minutes: 777\n")
      .replace(`### Step 1: ${first}\n`, "### Step 1: Called otherwise\n");
    await expect.poll(draft(page, flow), name).toBe(expected);
    await person.fill(title, first);
    await person.fill(minutes, was);
    await page.keyboard.press("Tab");
    await expect(page.getByText("Version 1", { exact: true }), name).toBeVisible();
  }
});

test("what the form writes the markdown shows, and undo takes it back from either", async ({ signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Kernel Patch - Rings with Reboot");
  await open(page, service.url, flow);
  await page.getByRole("combobox", { name: "Risk" }).selectOption("medium");
  await expect(markdown(page)).toContainText("risk_level: medium");
  await page.getByRole("button", { name: /^Rollout/ }).click();
  await page.getByRole("textbox", { name: "Failures before it halts" }).fill("5%");
  const changed = flow.markdown.replace("risk_level: high", "risk_level: medium")
    .replace("      percent: 100\n", "      percent: 100\n  max_failures: 5%\n");
  await expect.poll(draft(page, flow)).toBe(changed);

  await page.getByRole("textbox", { name: "Failures before it halts" }).press("Control+z");
  await expect(page.getByRole("textbox", { name: "Failures before it halts" })).toHaveValue("");
  await markdown(page).press("Control+z");
  await expect(page.getByRole("combobox", { name: "Risk" })).toHaveValue("high");
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();

  await markdown(page).press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.insertText("s and more");
  await expect(page.getByRole("textbox", { name: "Subject" })).toHaveValue("kernels and more");
});

test("steps are reordered by keyboard, button and mouse, and come back to the same bytes", async ({ signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Kernel Patch - Rings with Reboot");
  await open(page, service.url, flow);
  const fourth = "Say that reboots begin";
  await expect(step(page, 4)).toHaveAccessibleName(`Step 4: ${fourth}`);
  await fold(page, 4).press("Alt+ArrowUp");
  await expect(step(page, 3)).toHaveAccessibleName(`Step 3: ${fourth}`);
  await expect(fold(page, 3)).toBeFocused();
  await expect.poll(draft(page, flow)).toContain(`### Step 3: ${fourth}`);
  await step(page, 3).getByRole("button", { name: "Move down" }).click();
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();

  await step(page, 4).locator("[data-grip]").dragTo(step(page, 2));
  await expect(step(page, 2)).toHaveAccessibleName(`Step 2: ${fourth}`);
  await fold(page, 2).press("Control+z");
  await expect(step(page, 4)).toHaveAccessibleName(`Step 4: ${fourth}`);
  await expect(page.getByText("Version 1", { exact: true })).toBeVisible();
});

test("a step is added, filled in beside its problems, and saved", journey, async ({ person, signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Disk Cleanup Cycle");
  await open(page, service.url, flow);
  await person.press(page.getByRole("button", { name: "Add a rollback step" }));
  await person.press(page.getByRole("menuitem", { name: "Command" }));
  const added = page.getByRole("region", { name: "Rollback" }).getByRole("group", { name: "Step 1: Command" });
  await expect(added.getByText(/must not be blank/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
  await person.fill(added.getByRole("textbox", { name: "Command" }), "set -x\necho back");
  await person.press(added.getByRole("button", { name: /More settings/ }));
  await person.fill(added.getByRole("textbox", { name: "Retries" }), "2");
  await person.select(added.getByRole("combobox", { name: "Run as" }), "As a certain user");
  await expect(page.getByRole("button", { name: "Save" })).not.toHaveAttribute("aria-disabled", "true");
  await person.reach(added.getByRole("textbox", { name: "Retries" }));
  await page.keyboard.press("Control+s");
  await expect(page.getByRole("listitem").filter({ hasText: "Saved as version 2" })).toBeVisible();
  const saved = await api.get<Flow>(`/trees/${flow.id}`);
  const block = "type: custom_tool\ncommand: |\n  set -x\n  echo back\nretries: 2\nbecome:\n  user: root\n  method: sudo\n";
  expect(saved.markdown).toContain(`## Rollback\n\n### Step 1: Command\n\n\`\`\`yaml\n${block}\`\`\`\n`);

  await person.press(page.getByRole("tab", { name: "Versions" }));
  for (const [name, index] of [["Old", 2], ["New", 1]] as const) {
    const version = page.getByRole("combobox", { name });
    await person.select(version, await version.locator("option").nth(index).innerText());
  }
  await expect(page.locator(".cm-insertedLine, .cm-changedLine").filter({ hasText: "echo back" }).first()).toBeVisible();
});

test("what can't be edited safely is left to the markdown", async ({ signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Disk Cleanup Cycle");
  await open(page, service.url, flow);
  await markdown(page).press("Control+End");
  await page.keyboard.insertText("\n## Rollback\n\n### Step 1: Odd\n\n```yaml\ntype: &name wait\n```\n");
  const odd = page.getByRole("region", { name: "Rollback" }).getByRole("group", { name: "Step 1: Odd" });
  await odd.locator("[data-fold]").click();
  await expect(odd.getByText("edit it in the markdown")).toBeVisible();
  await odd.getByRole("button", { name: "Show the place" }).click();
  await expect(markdown(page)).toBeFocused();
});

test("recipes, types and variables are completed", async ({ signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Install Software");
  await open(page, service.url, flow);
  await markdown(page).press("Control+End");
  await page.keyboard.insertText("\n## Rollback\n\n### Step 1: Back\n\n```yaml\ntype: recipe\nrecipe: ");
  await page.keyboard.type("inst");
  await expect(page.getByRole("option", { name: "install-package" })).toBeVisible();
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("\nvariables:\n  package_name: '");
  await page.keyboard.type("{{pack");
  await expect(page.getByRole("option", { name: "package_name" })).toBeVisible();
});

test("a draft survives a closed tab", async ({ signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Disk Cleanup Cycle");
  await open(page, service.url, flow);
  await page.getByRole("textbox", { name: "Subject" }).fill("disks");
  await expect.poll(draft(page, flow)).toContain("subject: disks");
  const context = page.context();
  await page.close();
  const again = await context.newPage();
  await open(again, service.url, flow);
  await again.getByRole("button", { name: "Restore it" }).click();
  await expect(again.getByRole("textbox", { name: "Subject" })).toHaveValue("disks");
});

test("where there is no room for both, each view has a tab", async ({ signedIn: page, api, service }) => {
  const flow = await copyOf(api, "Disk Cleanup Cycle");
  await page.setViewportSize({ width: 900, height: 900 });
  await open(page, service.url, flow);
  await expect(markdown(page)).toBeHidden();
  await page.getByRole("textbox", { name: "Subject" }).fill("disks");
  await page.getByRole("tab", { name: "Markdown" }).click();
  await expect(markdown(page)).toContainText("subject: disks");
});
