// Names, plans and what hosts write are other people's words: shown as text, never carried out.
import type { Page } from "@playwright/test";
import { type Api, expect, register, test } from "./fixtures.ts";

const hostile = `<img src=x onerror="window.attacked=1"><script>window.attacked=1</script><b>bold</b>`;
const short = "<img src=x onerror=attacked=1>"; // where words may not be longer
const link = "[click](javascript:window.attacked=1)";

const plan = `---
subject: web
risk_level: low
strategy: parallel
tags: ["${short}"]
---

# ${hostile}

${hostile} ${link}

## Steps

### Step 1: ${hostile}

${hostile}

\`\`\`yaml
type: custom_tool
command: |
  printf '%s\\n' '${hostile}'
  printf '\\033]8;;javascript:window.attacked=1\\033\\\\link\\033]8;;\\033\\\\ \\033[31m<i>red</i>\\033[0m \\033]0;title\\007\\n'
  printf '\\000\\001\\377\\n'
requires_approval: false
\`\`\`
`;

/// Nothing of it has become an element, and nothing of it ran.
async function expectText(page: Page) {
  const found = await page.evaluate(() => ({
    elements: document.querySelectorAll("img[src=x], [onerror], main b, main i, a[href^=javascript]").length,
    attacked: "attacked" in window,
    title: document.title,
  }));
  expect(found).toMatchObject({ elements: 0, attacked: false });
  expect(found.title).toContain("Fettle");
}

type Prepared = { flow: string; batch: string; session: string; schedule: string; server: string };

async function prepare(api: Api, host: string): Promise<Prepared> {
  await register(api, [host]);
  const server = await api.post<{ id: string }>("/servers", {
    name: "app-1", transport: "manual", role: short, notes: hostile, tags: [short], mode: "audit",
  });
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan });
  await api.post("/target-lists", { name: hostile, description: hostile, text: `${hostile}\n` });
  const schedule = await api.post<{ id: string }>("/schedules", {
    plan_id: flow.id, targets: [{ label: host }], scheduled_start: Date.now() + 3_600_000,
  });
  await api.post(`/schedules/${schedule.id}/run`, {});
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", {
    tree_id: flow.id, targets: [{ label: host }, { label: hostile, notes: hostile }], manual_confirmed: true,
  });
  const sessions = await api.get<{ items: { session_id: string; target_label: string }[] }>(`/batches/${batch.batch_id}/sessions`);
  const session = sessions.items.find((one) => one.target_label === host)!.session_id;
  return { flow: flow.id, batch: batch.batch_id, session, schedule: schedule.id, server: server.id };
}

test("texts of hosts, names and plans are text wherever they are shown", { tag: "@journey" }, async ({ person, signedIn: page, api, service }) => {
  const made = await prepare(api, service.fleet.names[0]!);
  const run = `/flows/${made.flow}/batches/${made.batch}`;
  await page.goto(service.url + run);
  await person.press(page.getByRole("button", { name: service.fleet.names[0]!, exact: true }));
  const output = page.getByRole("log", { name: "Output of the step" });
  await expect(output).toContainText("<i>red</i>", { timeout: 30_000 });
  await expect(output).toContainText("<script>window.attacked=1</script>");
  await expectText(page);

  const pages = [
    "/", "/trees", "/trees?type=maintenance", `/flows/${made.flow}/maintenance`, `/flows/${made.flow}/edit`,
    `/flows/${made.flow}/maintenance?launch=saved`, `/flows/${made.flow}/maintenance?launch=previous`,
    `${run}?tab=grid`, `${run}?tab=hosts`, `${run}?tab=steps`, `/sessions/${made.session}`, "/sessions?view=all",
    "/approvals", "/maintenances", "/maintenances?view=running", "/maintenances?view=history",
    `/maintenances/schedules/${made.schedule}`, "/account/target-lists", "/servers", `/servers/${made.server}`,
    "/account?section=audit",
  ];
  for (const path of pages) {
    await page.goto(service.url + path);
    await expect(page.locator("h1")).toBeVisible(); // under a dialog it has no role
    await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
    await expectText(page);
  }
  await person.press(page.getByRole("button", { name: /^Notifications/ }));
  await expect(page.getByRole("menuitem").first()).toContainText("<img src=x");
  await expectText(page);
});
