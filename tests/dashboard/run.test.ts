import { type Api, expect, live, test } from "./fixtures.ts";

/// A plan whose steps leave traces, so that what the page says can be compared with what happened.
const plan = `---
subject: web
risk_level: low
strategy: rolling
---

# Roll the web servers

Restarts one after the other.

## Steps

### Step 1: Enough space

\`\`\`yaml
type: validate
checks:
  - test -d /
\`\`\`

### Step 2: Restart

\`\`\`yaml
type: custom_tool
command: |
  printf '\\033[32mrestarted\\033[0m <b>%s</b>\\n' "$HOME"
requires_approval: true
\`\`\`
`;

async function planAndServers(api: Api, names: string[]) {
  for (const name of names) {
    const there = await api.get<{ total: number }>(`/servers?q=${name}`);
    if (there.total === 0) await api.post("/servers", { name });
  }
  return api.post<{ id: string }>("/trees", { markdown: plan });
}

test("a batch is launched on real servers, let go at its gate, and watched to its end", async ({
  signedIn: page, api, service,
}) => {
  const names = service.fleet.names;
  const flow = await planAndServers(api, names);
  await page.goto(`${service.url}/flows/${flow.id}/maintenance`);
  await page.getByRole("button", { name: "Batch launch" }).first().click();
  await page.getByRole("tab", { name: "Manual Entry" }).click();
  await page.getByLabel("Server names, one a line").fill(names.join("\n"));
  await expect(page.getByText("Will create 3 sessions for: web-1, web-2, web-3")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Launch 3 sessions" }).click();

  await expect(page).toHaveURL(/\/batches\//);
  for (const name of names) {
    const bar = page.getByRole("region", { name: /Step 2, Restart: 1 host waits/ });
    await expect(bar).toContainText(name);
    await bar.getByRole("button", { name: "Approve for 1 host" }).click();
  }
  await expect(page.getByText("3/3 complete")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Completed").first()).toBeVisible();

  await page.getByRole("button", { name: "web-2" }).click();
  await page.getByRole("button", { name: /2\. Restart/ }).click();
  const output = page.getByRole("log", { name: "Output of the step" });
  await expect(output).toContainText("restarted <b>");
  await expect(output.locator("b")).toHaveCount(0);

  await page.goto(`${service.url}/flows/${flow.id}/maintenance`);
  await expect(page.getByRole("region", { name: "Run history" })).toContainText("3/3 complete");
});

test("a target that has gone since the approval is skipped, told, and stands behind the others", async ({
  signedIn: page, api, service,
}) => {
  const [name] = service.fleet.names;
  const flow = await planAndServers(api, [name!]);
  const list = await api.post<{ id: string; version: number }>("/target-lists", { name: "Shrinks", text: `a-gone\n${name}` });
  const schedule = await api.post<{ id: string }>("/schedules", {
    tree_id: flow.id, target_list_id: list.id, cron_expression: "0 3 1 1 *", manual_confirmed: true,
  });
  await api.put(`/target-lists/${list.id}`, list.version, { name: "Shrinks", text: name });
  const run = await api.post<{ batch_id: string }>(`/schedules/${schedule.id}/run`, undefined);

  await page.goto(`${service.url}/flows/${flow.id}/batches/${run.batch_id}`);
  await expect(page.getByText("0/2 complete")).toBeVisible();
  const last = page.getByRole("table", { name: "Hosts of the run" }).getByRole("row").last();
  await expect(last).toContainText("a-gone");
  await expect(last).toContainText("Skipped");
  await expect(last).toContainText("gone since the approval");
  await page.getByRole("button", { name: "a-gone" }).click();
  const host = page.getByRole("region", { name: "Host", exact: true });
  await expect(host).toContainText("gone since the approval");
  await expect(host.getByRole("button", { name: "Actions for a-gone" })).toHaveCount(0);

  await api.post(`/batches/${run.batch_id}/cancel`, { comment: "enough" });
  await page.getByRole("button", { name: "Retry…" }).click();
  await expect(page.getByRole("dialog")).toContainText("1 host runs again");
  await expect(page.getByRole("dialog")).toContainText("1 host is left as it is");
});

test("a previous run's targets are launched again", async ({ signedIn: page, api, service }) => {
  const [name] = service.fleet.names;
  const flow = await planAndServers(api, [name!]);
  await api.post("/sessions/batch", { tree_id: flow.id, targets: [{ label: name }] });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=previous`);
  await page.getByRole("radio").first().check();
  await expect(page.getByText(`Will create 1 session for: ${name}`)).toBeVisible();
});

test("a yes to names that are no servers is asked again for others, and fits a phone", async ({ signedIn: page, api, service }) => {
  const flow = await planAndServers(api, []);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=manual`);
  const dialog = page.getByRole("dialog");
  const names = dialog.getByLabel("Server names, one a line");
  const review = dialog.getByRole("button", { name: "Review" });
  const meant = dialog.getByRole("checkbox", { name: "That is meant so" });
  await names.fill("RDS-01");
  await expect(dialog.getByText("Will create 1 session for: RDS-01")).toBeVisible();
  const cancel = await dialog.getByRole("button", { name: "Cancel" }).boundingBox();
  expect((await review.boundingBox())?.y, "the buttons stand in one row").toBe(cancel?.y);
  await review.click();
  await meant.check();
  await dialog.getByRole("button", { name: "Back" }).click();
  await names.fill("RDS-02");
  await expect(dialog.getByText("Will create 1 session for: RDS-02")).toBeVisible();
  await review.click();
  await expect(meant).not.toBeChecked();
  await expect(dialog.getByRole("button", { name: "Launch 1 session" })).toHaveAttribute("aria-disabled", "true");
});

test("a label that is no server is worked through by hand, to the next target and a report", async ({
  signedIn: page, api, service,
}) => {
  const flow = await planAndServers(api, []);
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=manual`);
  await page.getByLabel("Server names, one a line").fill("RDS-01\nRDS-02");
  await page.getByRole("button", { name: "Review" }).click();
  const launch = page.getByRole("button", { name: "Launch 2 sessions" });
  await expect(launch).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("checkbox", { name: "That is meant so" }).check();
  await launch.click();
  await expect(page).toHaveURL(/\/batches\//);

  await page.goto(`${service.url}/sessions`);
  await page.getByRole("button", { name: /2 sessions of Roll the web servers/ }).first().click();
  await page.getByRole("link", { name: "RDS-01" }).click();
  await expect(page.getByText("1 of 2")).toBeVisible();
  const note = page.getByLabel("Note", { exact: true });
  const done = page.getByRole("button", { name: "Done", exact: true });
  await note.fill("there is room");
  await done.click();
  await expect(note).toHaveValue("");
  await note.fill("restarted it");
  await done.click();
  await page.getByRole("button", { name: "Open RDS-02" }).click();
  await expect(page.getByText("2 of 2")).toBeVisible();
});

test("a killed service is told, and the page recovers by itself", async ({ signedIn: page, service }) => {
  await expect(live(page)).toBeVisible();
  await service.kill();
  await expect(page.getByText(/Reconnecting/)).toBeVisible();
  await service.begin();
  await expect(live(page)).toBeVisible({ timeout: 30_000 });
});
