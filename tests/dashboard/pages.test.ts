import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectAccessible } from "./axe.ts";
import { type Api, expect, member, register, test } from "./fixtures.ts";

type Made = { id: string };
type Launched = { batch_id: string };

/// A plan of one command; `front` is more front matter.
function planOf(title: string, command: string, front: string[] = []): string {
  return [
    "---", "subject: os", "risk_level: low", ...front, "---", "", `# ${title}`, "", "## Steps", "",
    "### Step 1: Enough space", "", "```yaml", "type: validate", "checks: [test -d /]", "```", "",
    "### Step 2: Work", "", "```yaml", "type: custom_tool", `command: ${command}`, "requires_approval: false", "```", "",
  ].join("\n");
}

async function launch(api: Api, names: string[], markdown: string): Promise<{ flow: string; batch: string }> {
  await register(api, names);
  const flow = await api.post<Made>("/trees", { markdown });
  const launched = await api.post<Launched>("/sessions/batch", { tree_id: flow.id, targets: names.map((label) => ({ label })) });
  return { flow: flow.id, batch: launched.batch_id };
}

test("a run that failed is told at its end, and retried on chosen hosts as a run that is linked to it", async ({
  signedIn: page, api, service,
}) => {
  const names = service.fleet.names;
  writeFileSync(join(service.folder, names[0]!, "ready"), "");
  const { flow, batch } = await launch(api, names, planOf("Look for a file", "test -e $HOME/ready", ["strategy: parallel"]));
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}`);
  await expect(page.getByText("1/3 complete")).toBeVisible({ timeout: 30_000 });
  const end = page.getByRole("region", { name: "How it went" });
  await expect(end).toContainText("2 hosts at step 2, Work");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Retry…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("2 hosts run again");
  await expect(dialog).toContainText("1 host is left as it is");
  await dialog.getByRole("radio", { name: /Chosen hosts/ }).check();
  await expect(dialog.getByRole("button", { name: "Retry", exact: true })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("checkbox", { name: names[1] }).check();
  await expect(dialog).toContainText("1 host runs again");
  await expectAccessible(page);
  writeFileSync(join(service.folder, names[1]!, "ready"), "");
  await dialog.getByRole("button", { name: "Retry 1 host" }).click();

  await expect(page).not.toHaveURL(new RegExp(batch));
  await expect(page.getByText("1/1 complete")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Takes an earlier run up again" }).click();
  await expect(page.getByRole("link", { name: "Taken up again by a later run" })).toBeVisible();
});

test("a retry that somebody has begun already is named, and opened from the dialog", async ({ signedIn: page, api, service }) => {
  const asks = planOf("Ask first", "uptime", ["strategy: parallel"]).replace("requires_approval: false", "requires_approval: true");
  const { flow, batch } = await launch(api, service.fleet.names.slice(0, 1), asks);
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}`);
  await expect(page.getByRole("region", { name: /Work: 1 host waits/ })).toBeVisible({ timeout: 30_000 });
  await api.post(`/batches/${batch}/gates`, { stage: "steps", step: 1, approved: false, comment: "not today" });
  await expect(page.getByRole("region", { name: "How it went" })).toBeVisible({ timeout: 30_000 });
  const other = await api.post<Launched>(`/batches/${batch}/retry`, {});
  await page.getByRole("button", { name: "Retry…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Retry 1 host" }).click();
  await expect(dialog.getByRole("alert")).toContainText("retries the batch already");
  await expectAccessible(page);
  await dialog.getByRole("link", { name: "Open the run that takes it up" }).click();
  await expect(page).toHaveURL(new RegExp(other.batch_id));
  await api.post(`/batches/${other.batch_id}/cancel`, {}); // else its host waits for an answer, and others for its host
});

test("a run without targets waits until they are named, and its sessions are taken and given away", async ({
  signedIn: page, api, service, browser, faults, hand,
}) => {
  const { page: helper } = await member({ browser, api, faults }, { name: "Bo Helper", role: "engineer", hand });
  const flow = await api.post<Made>("/trees", { markdown: planOf("Targets later", "true") });
  const schedule = await api.post<Made>("/schedules", { plan_id: flow.id, scheduled_start: Date.now() + 3_600_000 });
  await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  await page.getByRole("button", { name: "Run now" }).click();
  const needed = page.getByRole("region", { name: "This run needs targets" });
  await expect(needed).toBeVisible();
  await needed.getByRole("button", { name: "Name the targets" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("tab", { name: "Manual Entry" }).click();
  await dialog.getByLabel("Server names, one a line").fill("RDS-01\nRDS-02");
  await dialog.getByRole("button", { name: "Name the targets" }).click();
  await expect(dialog.getByRole("alert")).toContainText("match no server");
  await dialog.getByRole("checkbox", { name: /carried out by hand/ }).check();
  await dialog.getByRole("button", { name: "Name the targets" }).click();
  await expect(needed).toHaveCount(0);

  await page.getByRole("button", { name: "RDS-01" }).click();
  const host = page.getByRole("region", { name: "Host", exact: true });
  await host.getByRole("button", { name: "Take this session" }).click();
  const assigned = host.getByLabel("Who has the session of RDS-01");
  await expect(assigned.locator("option:checked")).toHaveText("Owner");
  await assigned.selectOption("Bo Helper");
  await helper.goto(`${service.url}/notifications`);
  const given = helper.getByRole("link", { name: /gave you RDS-01/ });
  await expect(given).toBeVisible();
  await given.click();
  await expect(helper).toHaveURL(/\/sessions\//);
  await expect(helper.getByLabel("Who has the session of RDS-01").locator("option:checked")).toHaveText("Bo Helper");
  await helper.context().close();
});

test("the timeline shows who worked when; the view stands in the address", async ({ signedIn: page, api, service }) => {
  const names = service.fleet.names;
  const { flow, batch } = await launch(api, names, planOf("One after the other", "true", ["strategy: rolling"]));
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}`);
  await expect(page.getByText("3/3 complete")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("tab", { name: "Timeline" }).click();
  await expect(page).toHaveURL(/tab=timeline/);
  await page.reload();
  const lines = page.getByRole("group", { name: "Timeline" });
  for (const name of names) await expect(lines.getByRole("button", { name: new RegExp(name) })).toBeVisible();
  await expect(lines).toContainText("one at a time");
  await expectAccessible(page);
  await lines.getByRole("button", { name: new RegExp(names[1]!) }).click();
  await expect(page.getByRole("region", { name: "Host", exact: true })).toContainText(names[1]!);
});

test("a server's page tells what ran there, who changed its mode, and compares its snapshots", async ({ signedIn: page, api, service }) => {
  const [name] = service.fleet.names;
  const markdown = planOf("Leave a trace", "true", ["snapshot_dimensions: [packages, disk]"]);
  const { flow, batch } = await launch(api, [name!], markdown);
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}`);
  await expect(page.getByText("1/1 complete")).toBeVisible({ timeout: 60_000 });
  const found = await api.get<{ items: { id: string }[] }>(`/servers?q=${name}`);
  const id = found.items[0]!.id;
  await page.goto(`${service.url}/servers/${id}`);
  const shadow = page.getByRole("region", { name: "What may run here" }).getByRole("listitem").filter({ hasText: "Shadow" });
  await shadow.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Reason").fill("the vendor looks at it");
  await page.getByRole("dialog").getByRole("button", { name: "Change" }).click();

  const past = page.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(past.first()).toContainText("the vendor looks at it");
  await expect(past.nth(1)).toContainText("Leave a trace");
  const compared = page.getByRole("region", { name: "Snapshots compared" });
  await expect(compared.getByLabel("Earlier").locator("option:checked")).toContainText("before Leave a trace");
  await expect(compared.getByText("Nothing that was looked at differs.").or(compared.getByRole("heading", { name: "Disks" }))).toBeVisible();
  await compared.getByLabel("Earlier").selectOption({ index: 0 });
  await expect(page).toHaveURL(/from=.*after/);
  await expect(compared).toContainText("Nothing that was looked at differs.");
  await expectAccessible(page);
  await past.nth(1).getByRole("link").click();
  await expect(page).toHaveURL(/\/sessions\//);
  const { version } = await api.get<{ version: number }>(`/servers/${id}`);
  await api.put(`/servers/${id}/mode`, version, { mode: "live", reason: "the vendor is done" });
});

test("the inbox is reached from the bell, shows what is unread, and leads to what a message speaks of", async ({
  signedIn: page, api, service,
}) => {
  const [name] = service.fleet.names;
  const { batch } = await launch(api, [name!], planOf("Tell me", "true"));
  await page.getByRole("button", { name: /^Notifications, \d+ unread$/ }).click();
  await page.getByRole("menuitem", { name: "Open the inbox" }).click();
  await expect(page).toHaveURL(/\/notifications/);
  await page.getByRole("tab", { name: /^Unread \(\d+\)$/ }).click();
  await expect(page).toHaveURL(/show=unread/);
  const messages = page.getByRole("list", { name: "Notifications" }).getByRole("listitem");
  const ready = messages.filter({ hasText: "Tell me" }).last();
  await expect(ready).toBeVisible();
  await expectAccessible(page);
  await ready.getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(batch));
  await page.goto(`${service.url}/notifications?show=unread`);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("heading", { name: "Everything is read" })).toBeVisible();
});

test("an iCalendar file shows its difference first, and becomes windows and freezes", async ({ signedIn: page, service }) => {
  const event = (lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
  const text = (name: string) => [
    "BEGIN:VCALENDAR",
    ...event(["UID:1@example.com", `SUMMARY:${name}`, "DTSTART;TZID=Europe/Oslo:20261205T220000", "DURATION:PT8H", "RRULE:FREQ=WEEKLY"]),
    ...event(["UID:2@example.com", "SUMMARY:Year end", "DESCRIPTION:books", "DTSTART:20261220T000000Z", "DTEND:20270105T000000Z"]),
    "END:VCALENDAR", "",
  ].join("\r\n");
  await page.goto(`${service.url}/calendar`);
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Or its text").fill("BEGIN:VCALENDAR\nBEGIN:VEVENT\nRRULE:FREQ=SECONDLY\n");
  await dialog.getByRole("button", { name: "Show the difference" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("Or its text").fill(text("Nights of Oslo"));
  await dialog.getByRole("button", { name: "Show the difference" }).click();
  await expect(dialog).toContainText("2 added");
  await expect(dialog).toContainText("Nights of Oslo");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("tab", { name: "Windows" }).click();
  await expect(page.getByRole("row", { name: /Nights of Oslo/ })).toBeVisible();

  await page.getByRole("button", { name: "Import" }).click();
  await dialog.getByLabel("Or its text").fill(text("Nights of Bergen"));
  await dialog.getByRole("button", { name: "Show the difference" }).click();
  await expect(dialog).toContainText("1 changed");
  await expect(dialog).toContainText("1 stays as it is.");
  await dialog.getByRole("button", { name: "Close" }).click();

  // Nothing would start in the tests behind this one.
  for (const [tab, name] of [["Windows", "Nights of Oslo"], ["Freezes", "Year end"]] as const) {
    await page.getByRole("tab", { name: tab }).click();
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("row", { name: new RegExp(name) })).toHaveCount(0);
  }
});
