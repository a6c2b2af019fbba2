import { execFileSync } from "node:child_process";
import { expect, register, test } from "./fixtures.ts";

test("a schedule is set on its flow's page, shows its words and firings, and is disabled", async ({
  signedIn: page, api, service,
}) => {
  await register(api, service.fleet.names);
  const found = await api.get<{ items: { id: string }[] }>("/trees?type=maintenance&q=Disk%20Cleanup");
  await page.goto(`${service.url}/flows/${found.items[0]!.id}/maintenance`);
  await page.getByRole("button", { name: "Set a schedule" }).click();
  await page.getByLabel("Cron expression").fill("30 2 * * TUE#2");
  await page.getByLabel("Time zone").selectOption("America/New_York");
  await expect(page.getByText("at 02:30 on the second Tuesday of every month")).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Yours (Europe/Oslo)" })).toBeVisible();
  await page.getByRole("radio", { name: "Names" }).check();
  await page.getByLabel("Server names, one a line").fill([...service.fleet.names, "no-such-server"].join("\n"));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("no-such-server");
  await page.getByRole("checkbox", { name: "Names that are no servers are carried out by hand" }).check();
  await page.getByRole("button", { name: "Save" }).click();

  const panel = page.getByRole("region", { name: "Schedule" });
  await expect(panel).toContainText("second Tuesday");
  await expect(panel).toContainText("Approved");
  await panel.getByRole("button", { name: "Disable" }).click();
  await expect(panel.getByRole("button", { name: "Enable" })).toBeVisible();
  await page.goto(`${service.url}/maintenances`);
  await expect(page.getByRole("row", { name: /Disk Cleanup Cycle/ })).toContainText("Disabled");
});

test("an expression that is none is told while it is typed", async ({ signedIn: page, api, service }) => {
  const found = await api.get<{ items: { id: string }[] }>("/trees?type=maintenance&q=Nginx");
  await page.goto(`${service.url}/flows/${found.items[0]!.id}/maintenance`);
  await page.getByRole("button", { name: "Set a schedule" }).click();
  await page.getByLabel("Cron expression").fill("61 2 * * *");
  await expect(page.getByLabel("Cron expression")).toHaveAttribute("aria-invalid", "true");
});

test("a schedule of a medium-risk plan waits, its own text is edited, and is approved as it is then", async ({
  signedIn: page, api, service,
}) => {
  const markdown = [
    "---", "subject: os", "risk_level: medium", "---", "", "# Look around", "", "## Steps", "",
    "### Step 1: Look", "", "```yaml", "type: validate", "checks: [test -d /]", "```", "",
  ].join("\n");
  const flow = await api.post<{ id: string }>("/trees", { markdown });
  const there = await api.get<{ total: number }>(`/servers?q=${service.fleet.names[0]}`);
  if (there.total === 0) await api.post("/servers", { name: service.fleet.names[0] });
  const schedule = await api.post<{ id: string; frozen_markdown: string }>("/schedules", {
    plan_id: flow.id, targets: [{ label: service.fleet.names[0] }], scheduled_start: Date.now() + 3_600_000,
  });
  await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  const text = page.getByRole("textbox", { name: /Text of the flow/ });
  await text.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.insertText("tags: [edited]\n");
  await page.getByRole("button", { name: "Save markdown" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "text is saved" })).toBeVisible();

  await page.goto(`${service.url}/approvals`);
  await page.getByRole("button", { name: "Approve the schedule" }).click();
  await expect(page.getByText("Nothing waits for you")).toBeVisible();
  const approved = await api.get<{ frozen_markdown: string; status: string }>(`/schedules/${schedule.id}`);
  expect(approved.status).toBe("approved");
  expect(approved.frozen_markdown).toContain("edited");
});

test("a program launches what a trigger names, by the example that its page shows", async ({
  signedIn: page, api, service,
}) => {
  const name = service.fleet.names[0]!;
  await register(api, [name]);
  const markdown = [
    "---", "subject: os", "risk_level: low", "variables:", "  release: {label: Release}", "---", "", "# Look after a release",
    "", "## Steps", "", "### Step 1: Look", "", "```yaml", "type: custom_tool", "command: echo {{release}}", "requires_approval: false", "```", "",
  ].join("\n");
  const flow = await api.post<{ id: string }>("/trees", { markdown });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance`);
  const panel = page.getByRole("region", { name: "Triggers" });
  await expect(panel).toContainText("no program launches this");
  await panel.getByRole("button", { name: "New trigger" }).click();
  await page.getByLabel("Name", { exact: true }).fill("releases");
  await page.getByLabel("Server names, one a line").fill(name);
  await page.getByRole("checkbox", { name: "Release (release)" }).check();
  await page.getByRole("button", { name: "Create" }).click();

  const shown = page.getByRole("dialog", { name: "Signing key of releases" });
  await expect(shown.getByLabel("Signing key")).toContainText(/^whsec_/);
  const example = await shown.getByRole("region", { name: "Example of a call" }).locator("pre").innerText();
  const call = example.replace("…", "1.4.2");
  const fired = JSON.parse(execFileSync("sh", ["-c", call], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
  await shown.getByRole("button", { name: "Close" }).last().click();
  await page.reload();
  await expect(panel).toContainText("Takes release");
  await expect(panel).toContainText("Last called just now");
  await expect(page.getByRole("region", { name: "Run history" })).toContainText("1/1 complete", { timeout: 30_000 });
  const batch = await api.get<{ tree_id: string; launched_by: { kind: string } }>(`/batches/${fired.batch_id}`);
  expect([batch.tree_id, batch.launched_by.kind]).toEqual([flow.id, "trigger"]);

  await panel.getByRole("button", { name: "Actions for releases" }).click();
  await page.getByRole("menuitem", { name: "New key" }).click();
  await page.getByRole("button", { name: "New key" }).click();
  await expect(shown).toBeVisible();
  expect(await shown.getByLabel("Signing key").innerText()).not.toBe(/whsec_[^']+/.exec(call)![0]);
  expect(() => execFileSync("sh", ["-c", call.replace("call-", "again-")], { stdio: "ignore" })).toThrow();
  await shown.getByRole("button", { name: "Close" }).last().click();
  await panel.getByRole("button", { name: "Actions for releases" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(panel).toContainText("no program launches this");
});

test("names of targets break between them, not inside, on a page of any width", async ({ signedIn: page, api, service }) => {
  const names = Array.from({ length: 9 }, (_, at) => `rack-${at + 1}-node`);
  const found = await api.get<{ items: { id: string }[] }>("/trees?type=maintenance&q=Disk%20Cleanup");
  const schedule = await api.post<{ id: string }>("/schedules", {
    plan_id: found.items[0]!.id, targets: names.map((label) => ({ label })), scheduled_start: Date.now() + 3_600_000,
  });
  await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  const targets = page.getByRole("definition").filter({ hasText: names[0]! }).last();
  for (let width = 330; width < 480; width += 15) {
    await page.setViewportSize({ width, height: 800 });
    expect(await targets.evaluate(brokenIn, names), `${width} px wide`).toEqual([]);
  }
});

/// Those of the names that stand on more than one line.
function brokenIn(element: Element, names: string[]): string[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const seen: string[] = [];
  const broken: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const name of names) {
      const at = node.textContent!.indexOf(name);
      if (at < 0) continue;
      seen.push(name);
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + name.length);
      if (new Set([...range.getClientRects()].map((one) => one.top)).size > 1) broken.push(name);
    }
  }
  return seen.length === names.length ? broken : ["not all are shown"];
}
