// What people come for, from the first click to the last, each by mouse and again by the keyboard alone.
import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Api, expect, live, member, owner, register, test } from "./fixtures.ts";
import { Person } from "./hand.ts";
import { Service } from "./service.ts";

const journey = { tag: "@journey" };

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

test("a newcomer comes from the set-up link to a first finished run on real servers", journey, async ({ page, hand }) => {
  test.slow(); // the longest way of all, by keys some 250 of them
  const service = await Service.start(); // of this test alone: nobody has set it up
  const person = new Person(page, hand);
  const main = page.getByRole("navigation", { name: "Main" });
  await page.goto(service.setUpLink);
  await person.fill(page.getByLabel("Team"), "Northwind IT");
  await person.fill(page.getByLabel("Your name"), owner.name);
  await person.fill(page.getByLabel("E-mail"), owner.email);
  await person.fill(page.getByLabel("Password"), owner.password);
  await person.press(page.getByRole("button", { name: "Create the team" }));

  for (const name of service.fleet.names) {
    await person.press(page.getByRole("button", { name: "Add server" }).first());
    await person.fill(page.getByLabel("Name"), name);
    await person.press(page.getByRole("button", { name: "Save" }));
    await expect(page.getByRole("link", { name })).toBeVisible();
  }
  await person.press(main.getByRole("link", { name: "Overview" }));
  const steps = page.getByRole("region", { name: "First steps" });
  await expect(steps).toContainText("3 servers");
  await person.press(steps.getByRole("link", { name: "Maintenance flows" }));
  await person.press(page.getByRole("button", { name: "New flow" }));
  await person.fill(page.getByRole("textbox", { name: "Name" }), "Is everybody well");
  await person.press(page.getByRole("button", { name: "Create" }));
  await expect(page.getByRole("heading", { name: "Is everybody well", level: 1 })).toBeVisible();
  await person.reach(page.getByRole("textbox", { name: /Text of the flow/ }));
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(planOf("Is everybody well", ["subject: os", "risk_level: low"], ["uptime"]));
  await person.press(page.getByRole("button", { name: "Save" }));
  await expect(page.getByRole("listitem").filter({ hasText: "Saved as version 2" })).toBeVisible();

  await person.press(main.getByRole("link", { name: /^Maintenance \d+$/ }));
  await person.press(page.getByRole("link", { name: "Is everybody well" }));
  await person.press(page.getByRole("button", { name: "Batch launch" }).first());
  await person.press(page.getByRole("tab", { name: "Manual Entry" }));
  await person.fill(page.getByLabel("Server names, one a line"), service.fleet.names.join("\n"));
  await person.press(page.getByRole("button", { name: "Review" }));
  await person.press(page.getByRole("button", { name: "Launch 3 sessions" }));
  await expect(page.getByText("3/3 complete")).toBeVisible({ timeout: 30_000 });

  await person.press(main.getByRole("link", { name: "Overview" }));
  await expect(page.getByRole("region", { name: "Last runs" })).toContainText("Is everybody well");
  await expect(page.getByRole("region", { name: "First steps" })).toHaveCount(0);
  await service.stop();
});

test("an engineer launches on four targets by hand, walks one, and exports its report for a ticket", journey, async ({
  person, signedIn: page, api, service,
}) => {
  const flow = await api.post<Made>("/trees", {
    markdown: planOf("Patch the session hosts", ["subject: rds", "risk_level: low"], ["uptime", "hostname"]),
  });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=manual`);
  await person.fill(page.getByLabel("Server names, one a line"), "RDS-01\nRDS-02\nRDS-03\nRDS-04");
  await expect(page.getByText("Will create 4 sessions for: RDS-01, RDS-02")).toBeVisible();
  await person.press(page.getByRole("button", { name: "Review" }));
  await person.check(page.getByRole("checkbox", { name: "That is meant so" }));
  await person.press(page.getByRole("button", { name: "Launch 4 sessions" }));
  await expect(page).toHaveURL(/\/batches\//);

  await person.press(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sessions" }));
  const row = page.getByRole("listitem").filter({ hasText: "Patch the session hosts" });
  await expect(row).toContainText("0/4 complete");
  await person.press(row.getByRole("button", { name: /4 sessions/ }));
  await person.press(page.getByRole("link", { name: "RDS-01" }));
  await expect(page.getByText("1 of 4")).toBeVisible();
  const note = page.getByLabel("Note", { exact: true });
  await person.fill(note, "it was up for 40 days");
  await person.press(page.getByRole("button", { name: "Done", exact: true }));
  await expect(note).toHaveValue("");
  await person.fill(note, "the name is right");
  await person.press(page.getByRole("button", { name: "Done", exact: true }));
  await expect(note).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open RDS-02" })).toBeVisible();
  await person.press(page.getByRole("link", { name: "To the batch" }));
  await expect(page.getByText("1/4 complete")).toBeVisible();

  await person.press(page.getByRole("button", { name: "Report" }));
  const downloaded = page.waitForEvent("download");
  await person.press(page.getByRole("menuitem", { name: "For a ticket" }));
  const report = await readFile((await (await downloaded).path())!, "utf8");
  expect(report).toContain("RDS-01");
  expect(report).toContain("it was up for 40 days");
});

test("an approver approves a high-risk schedule that somebody else made, its maker can't", journey, async ({
  person, signedIn: page, api, service, browser, faults, hand,
}) => {
  const approver = await member({ browser, api, faults }, { name: "Bo Approver", role: "engineer", hand });
  const schedule = await scheduleOf(api, "Risky business", service.fleet.names[0]!, "high");

  await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  await person.press(page.getByRole("button", { name: "Approve the schedule" }));
  await expect(page.getByRole("alert")).toContainText("somebody else approves");

  await approver.page.goto(`${service.url}/approvals`);
  const section = approver.page.getByRole("region", { name: "Risky business", exact: true });
  await expect(section).toContainText("high risk");
  await expect(section).toContainText(service.fleet.names[0]!);
  await expect(section).toContainText(schedule.digest);
  await approver.press(section.locator("summary").filter({ hasText: "The text as it will run" }));
  await expect(section).toContainText("command: uptime");
  await approver.fill(section.getByLabel(/^Comment/), "read it twice");
  await approver.press(section.getByRole("button", { name: "Approve the schedule" }));
  await expect(section).toHaveCount(0);
  await expect(page.getByText("Approved").first()).toBeVisible();
  const approved = await api.get<{ status: string; approval_comment: string }>(`/schedules/${schedule.id}`);
  expect(approved).toMatchObject({ status: "approved", approval_comment: "read it twice" });
});

test("a schedule that is changed while its approver reads it has to be read again, and is refused", journey, async ({
  api, service, browser, faults, hand,
}) => {
  const approver = await member({ browser, api, faults }, { name: "Cy Approver", role: "engineer", hand });
  const schedule = await scheduleOf(api, "Changed meanwhile", service.fleet.names[0]!, "high");
  await approver.page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  const bar = approver.page.getByRole("region", { name: /waits for an approval/ });
  await expect(bar).toContainText(schedule.digest);

  await api.put(`/schedules/${schedule.id}/markdown`, schedule.version, {
    frozen_markdown: schedule.frozen_markdown.replace("command: uptime", "command: rm -rf /tmp/everything"),
  });
  await expect(bar.getByRole("alert")).toContainText("It has changed since you opened it.");
  await expect(bar.getByRole("group", { name: /It has changed/ })).toContainText("rm -rf /tmp/everything");
  const approve = bar.getByRole("button", { name: "Approve the schedule" });
  await expect(approve).toHaveAttribute("aria-disabled", "true");
  await approver.press(bar.getByRole("button", { name: "I have read it" }));
  await expect(approve).not.toHaveAttribute("aria-disabled", "true");

  await expect(bar.getByRole("button", { name: "Reject" })).toHaveAttribute("aria-disabled", "true");
  await approver.fill(bar.getByLabel(/^Comment/), "that is another plan");
  await approver.press(bar.getByRole("button", { name: "Reject" }));
  await expect(approver.page.getByText("Rejected").first()).toBeVisible();
  await expect(bar).toHaveCount(0);
});

test("rings halt at a failure; what failed is retried and the rest goes on", journey, async ({ person, signedIn: page, api, service }) => {
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
  await person.press(page.locator("summary").filter({ hasText: "Why is it not running?" }));

  for (const name of names) writeFileSync(join(service.folder, name, "mended"), "");
  await person.press(page.getByRole("button", { name: "Retry…" }));
  await person.fill(page.getByLabel("Reason"), "the file is there now");
  await person.press(page.getByRole("dialog").getByRole("button", { name: "Retry 2 hosts" }));
  await expect(page.getByText(/3\/3 complete/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Completed").first()).toBeVisible();
});

test("on a phone a notification leads to the gate, which is let go with the thumb", journey, async ({
  api, service, browser, faults, hand,
}) => {
  const name = service.fleet.names[1]!;
  await register(api, [name]);
  const markdown = planOf("Pocket approval", ["subject: os", "risk_level: low"], ["uptime"]).replace("requires_approval: false", "requires_approval: true");
  const flow = await api.post<Made>("/trees", { markdown });
  const schedule = await api.post<Made>("/schedules", {
    plan_id: flow.id, targets: [{ label: name }], scheduled_start: Date.now() + 3_600_000,
  });
  const owned = { name: "Di Commuter", role: "engineer", hand: hand === "mouse" ? "finger" : hand } as const;
  const phone = await member({ browser, api, faults }, owned, { viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });
  await api.post(`/schedules/${schedule.id}/run`, {});
  await phone.page.goto(service.url);
  await phone.press(phone.page.getByRole("button", { name: /^Notifications, \d+ unread/ }));
  await phone.press(phone.page.getByRole("menuitem", { name: /Pocket approval: .* waits/ }));
  await expect(phone.page).toHaveURL(/\/batches\//);
  const bar = phone.page.getByRole("region", { name: /uptime: 1 host waits/ });
  const approve = bar.getByRole("button", { name: "Approve for 1 host" });
  await expect(approve).toBeInViewport();
  await phone.press(approve);
  await expect(phone.page.getByText("1/1 complete")).toBeVisible({ timeout: 30_000 });
  const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, "nothing is wider than the screen").toBeLessThanOrEqual(390);
});

test("two tabs tell that the service was killed, recover by themselves, and show no gap", journey, async ({
  person, signedIn: page, api, service,
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
  await page.bringToFront();
  await person.press(page.getByRole("button", { name: names[0]!, exact: true }));
  await expect(page.getByRole("log", { name: "Output of the step" })).toContainText("line 1");
  await service.kill();
  for (const tab of [page, other]) await expect(tab.getByText(/Reconnecting/)).toBeVisible();
  await service.begin();
  for (const tab of [page, other]) {
    await expect(live(tab)).toBeVisible({ timeout: 30_000 });
    await expect(tab.getByText("3/3 complete")).toBeVisible({ timeout: 30_000 });
  }
  const output = page.getByRole("log", { name: "Output of the step" });
  for (let line = 1; line <= 6; line++) await expect(output).toContainText(`line ${line}`);
});
