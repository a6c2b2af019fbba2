import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Api, expect, member, owner, register, test } from "./fixtures.ts";
import { Service } from "./service.ts";

type Made = { id: string };
type Scheduled = { id: string; digest: string; version: number; frozen_markdown: string };

/// A plan of one step for each command; `front` is its front matter.
function planOf(title: string, front: string[], commands: string[]): string {
  const steps = commands.map((command, at) =>
    [`### Step ${at + 1}: ${command.split(" ")[0]}`, "", "```yaml", "type: custom_tool", `command: ${command}`, "requires_approval: false", "```", ""].join("\n"),
  );
  return ["---", ...front, "---", "", `# ${title}`, "", "## Steps", "", ...steps].join("\n");
}

async function scheduleOf(api: Api, title: string, name: string, risk: string): Promise<Scheduled> {
  await register(api, [name]);
  const flow = await api.post<Made>("/trees", {
    markdown: planOf(title, ["subject: os", `risk_level: ${risk}`], ["uptime"]),
  });
  return api.post<Scheduled>("/schedules", {
    plan_id: flow.id, targets: [{ label: name }], scheduled_start: Date.now() + 3_600_000,
  });
}

test("a newcomer comes from the set-up link to a first finished run on real servers", async ({ page }) => {
  const service = await Service.start(); // of this test alone: nobody has set it up
  await page.goto(service.setUpLink);
  await page.getByLabel("Team").fill("Northwind IT");
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Create the team" }).click();

  for (const name of service.fleet.names) {
    await page.getByRole("button", { name: "Add server" }).first().click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("link", { name })).toBeVisible();
  }
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  const steps = page.getByRole("region", { name: "First steps" });
  await expect(steps).toContainText("3 servers");
  await steps.getByRole("link", { name: "Maintenance flows" }).click();
  await page.getByRole("button", { name: "New flow" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Is everybody well");
  await page.getByRole("button", { name: "Create" }).click();
  const text = page.getByRole("textbox", { name: /Text of the flow/ });
  await text.press("Control+a");
  await text.press("Delete");
  await page.keyboard.insertText(planOf("Is everybody well", ["subject: os", "risk_level: low"], ["uptime"]));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Saved as version 2" })).toBeVisible();

  await page.getByRole("link", { name: /^Maintenance \d+$/ }).click();
  await page.getByRole("link", { name: "Is everybody well" }).click();
  await page.getByRole("button", { name: "Batch launch" }).first().click();
  await page.getByRole("tab", { name: "Manual Entry" }).click();
  await page.getByLabel("Server names, one a line").fill(service.fleet.names.join("\n"));
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Launch 3 sessions" }).click();
  await expect(page.getByText("3/3 complete")).toBeVisible({ timeout: 30_000 });

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Overview" }).click();
  await expect(page.getByRole("region", { name: "Last runs" })).toContainText("Is everybody well");
  await expect(page.getByRole("region", { name: "First steps" })).toHaveCount(0);
  await service.stop();
});

test("an engineer launches on four targets by hand, walks one, and exports its report for a ticket", async ({
  signedIn: page, api, service,
}) => {
  const flow = await api.post<Made>("/trees", {
    markdown: planOf("Patch the session hosts", ["subject: rds", "risk_level: low"], ["uptime", "hostname"]),
  });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=manual`);
  await page.getByLabel("Server names, one a line").fill("RDS-01\nRDS-02\nRDS-03\nRDS-04");
  await expect(page.getByText("Will create 4 sessions for: RDS-01, RDS-02")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("checkbox", { name: "That is meant so" }).check();
  await page.getByRole("button", { name: "Launch 4 sessions" }).click();
  await expect(page).toHaveURL(/\/batches\//);

  await page.goto(`${service.url}/sessions`);
  const row = page.getByRole("listitem").filter({ hasText: "Patch the session hosts" });
  await expect(row).toContainText("0/4 complete");
  await row.getByRole("button", { name: /4 sessions/ }).click();
  await page.getByRole("link", { name: "RDS-01" }).click();
  await expect(page.getByText("1 of 4")).toBeVisible();
  for (const note of ["it was up for 40 days", "the name is right"]) {
    await page.getByLabel("Note", { exact: true }).fill(note);
    await page.getByRole("button", { name: "Done", exact: true }).click();
    await expect(page.getByLabel("Note", { exact: true })).toHaveCount(note.startsWith("it") ? 1 : 0);
    if (note.startsWith("it")) await expect(page.getByLabel("Note", { exact: true })).toHaveValue("");
  }
  await expect(page.getByRole("button", { name: "Open RDS-02" })).toBeVisible();
  await page.getByRole("link", { name: "To the batch" }).click();
  await expect(page.getByText("1/4 complete")).toBeVisible();

  await page.getByRole("button", { name: "Report" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "For a ticket" }).click(),
  ]);
  const report = await readFile((await download.path())!, "utf8");
  expect(report).toContain("RDS-01");
  expect(report).toContain("it was up for 40 days");
});

test("an approver approves a high-risk schedule that somebody else made, its maker can't", async ({
  signedIn: page, api, service, browser, faults,
}) => {
  const approver = await member(browser, api, faults, { name: "Bo Approver", role: "engineer" });
  const schedule = await scheduleOf(api, "Risky business", service.fleet.names[0]!, "high");

  await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  await page.getByRole("button", { name: "Approve the schedule" }).click();
  await expect(page.getByRole("alert")).toContainText("somebody else approves");

  await approver.goto(`${service.url}/approvals`);
  const section = approver.getByRole("region", { name: "Risky business", exact: true });
  await expect(section).toContainText("high risk");
  await expect(section).toContainText(service.fleet.names[0]!);
  await expect(section).toContainText(schedule.digest);
  await section.getByText("The text as it will run").click();
  await expect(section).toContainText("command: uptime");
  await section.getByLabel(/^Comment/).fill("read it twice");
  await section.getByRole("button", { name: "Approve the schedule" }).click();
  await expect(section).toHaveCount(0);
  await expect(page.getByText("Approved").first()).toBeVisible();
  const approved = await api.get<{ status: string; approval_comment: string }>(`/schedules/${schedule.id}`);
  expect(approved).toMatchObject({ status: "approved", approval_comment: "read it twice" });
});

test("a schedule that is changed while its approver reads it has to be read again, and is refused", async ({
  api, service, browser, faults,
}) => {
  const approver = await member(browser, api, faults, { name: "Cy Approver", role: "engineer" });
  const schedule = await scheduleOf(api, "Changed meanwhile", service.fleet.names[0]!, "high");
  await approver.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  const bar = approver.getByRole("region", { name: /waits for an approval/ });
  await expect(bar).toContainText(schedule.digest);

  await api.put(`/schedules/${schedule.id}/markdown`, schedule.version, {
    frozen_markdown: schedule.frozen_markdown.replace("command: uptime", "command: rm -rf /tmp/everything"),
  });
  await expect(bar.getByRole("alert")).toContainText("It has changed since you opened it.");
  await expect(bar.getByRole("group", { name: /It has changed/ })).toContainText("rm -rf /tmp/everything");
  const approve = bar.getByRole("button", { name: "Approve the schedule" });
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  await bar.getByRole("button", { name: "I have read it" }).click();
  await expect(approve).not.toHaveAttribute("aria-disabled", "true");

  await expect(bar.getByRole("button", { name: "Reject" })).toHaveAttribute("aria-disabled", "true");
  await bar.getByLabel(/^Comment/).fill("that is another plan");
  await bar.getByRole("button", { name: "Reject" }).click();
  await expect(approver.getByText("Rejected").first()).toBeVisible();
  await expect(bar).toHaveCount(0);
});

test("rings halt at a failure; what failed is retried and the rest goes on", async ({ signedIn: page, api, service }) => {
  const names = service.fleet.names;
  await register(api, names);
  const rings = [
    "subject: web", "risk_level: low", "strategy: rings", "strategy_config:", "  rings:",
    "    - {name: canary, percent: 34, soak_minutes: 0}", "    - {name: broad, percent: 100}",
  ];
  const flow = await api.post<Made>("/trees", {
    markdown: planOf("Ring by ring", rings, ["test -e $HOME/mended"]),
  });
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", {
    tree_id: flow.id, targets: names.map((label) => ({ label })),
  });
  await page.goto(`${service.url}/flows/${flow.id}/batches/${batch.batch_id}`);
  await expect(page.getByText("Halted").first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "Rollout" })).toContainText("canary");
  await expect(page.getByRole("region", { name: "Rollout" })).toContainText("broad");
  await page.getByText("Why is it not running?").click();

  for (const name of names) writeFileSync(join(service.folder, name, "mended"), "");
  await page.getByRole("button", { name: "Retry…" }).click();
  await page.getByLabel("Reason").fill("the file is there now");
  await page.getByRole("dialog").getByRole("button", { name: "Retry 2 hosts" }).click();
  await expect(page.getByText(/3\/3 complete/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Completed").first()).toBeVisible();
});

test("on a phone a notification leads to the gate, which is let go with the thumb", async ({
  api, service, browser, faults,
}) => {
  const name = service.fleet.names[1]!;
  await register(api, [name]);
  const markdown = planOf("Pocket approval", ["subject: os", "risk_level: low"], ["uptime"]).replace("requires_approval: false", "requires_approval: true");
  const flow = await api.post<Made>("/trees", { markdown });
  const schedule = await api.post<Made>("/schedules", {
    plan_id: flow.id, targets: [{ label: name }], scheduled_start: Date.now() + 3_600_000,
  });
  const phone = await member(browser, api, faults, { name: "Di Commuter", role: "engineer" }, { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });
  await api.post(`/schedules/${schedule.id}/run`, {});
  await phone.goto(service.url);
  await phone.getByRole("button", { name: /^Notifications, \d+ unread/ }).tap();
  await phone.getByRole("menuitem", { name: /Pocket approval/ }).tap();
  await expect(phone).toHaveURL(/\/batches\//);
  const bar = phone.getByRole("region", { name: /uptime: 1 host waits/ });
  const approve = bar.getByRole("button", { name: "Approve for 1 host" });
  await expect(approve).toBeInViewport();
  await approve.tap();
  await expect(phone.getByText("1/1 complete")).toBeVisible({ timeout: 30_000 });
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  expect(width, "nothing is wider than the screen").toBeLessThanOrEqual(390);
});

test("two tabs tell that the service was killed, recover by themselves, and show no gap", async ({
  signedIn: page, api, service,
}) => {
  const names = service.fleet.names;
  await register(api, names);
  const flow = await api.post<Made>("/trees", {
    markdown: planOf("Through a crash", ["subject: os", "risk_level: low", "strategy: parallel"], [
      "for i in 1 2 3 4 5 6; do echo line $i; sleep 1; done",
    ]),
  });
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", {
    tree_id: flow.id, targets: names.map((label) => ({ label })),
  });
  const address = `${service.url}/flows/${flow.id}/batches/${batch.batch_id}`;
  const other = await page.context().newPage();
  await page.goto(address);
  await other.goto(address);
  await page.getByRole("button", { name: names[0]!, exact: true }).click();
  await expect(page.getByRole("log", { name: "Output of the step" })).toContainText("line 1");
  await service.kill();
  for (const tab of [page, other]) await expect(tab.getByText(/Reconnecting/)).toBeVisible();
  await service.begin();
  for (const tab of [page, other]) {
    await expect(tab.getByText("Live", { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(tab.getByText("3/3 complete")).toBeVisible({ timeout: 30_000 });
  }
  const output = page.getByRole("log", { name: "Output of the step" });
  for (let line = 1; line <= 6; line++) await expect(output).toContainText(`line ${line}`);
});
