// Not a test: takes pictures of the main pages with real content, in both themes, into docs/images. Only
// those that README and docs/dashboard.md show are kept there.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Api, expect, register, test } from "./fixtures.ts";
import { Service } from "./service.ts";

const folder = join(import.meta.dirname, "../../docs/images");
const hosts = 12;

async function picture(page: Page, name: string) {
  await page.mouse.move(0, 0);
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate((value) => (document.documentElement.dataset.theme = value), theme);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: "disabled" });
  }
}

const plan = `---
subject: nginx
risk_level: medium
strategy: rings
strategy_config:
  max_failures: 2
  rings:
    - {name: canary, percent: 17, approval_between: true}
    - {name: pilot, percent: 50}
    - {name: broad, percent: 100}
tags: [web, patching]
---

# Security updates of the web servers

Canaries first, and a person's word before everybody else.

## Steps

### Step 1: Is there room?

\`\`\`yaml
type: validate
checks:
  - test -d /
\`\`\`

### Step 2: Install the updates

\`\`\`yaml
type: custom_tool
command: |
  printf '\\033[1mReading package lists...\\033[0m\\n'
  printf 'The following packages will be upgraded:\\n  libssl3 nginx nginx-common openssl\\n'
  for package in libssl3 openssl nginx-common nginx; do
    printf 'Setting up \\033[36m%s\\033[0m ...\\n' "$package"
    sleep "$(cat "$HOME/pace" 2>/dev/null || echo 0)"
  done
  test ! -e "$HOME/broken" || { printf '\\033[31mdpkg was interrupted, run dpkg --configure -a\\033[0m\\n'; exit 100; }
  printf '\\033[32m4 upgraded, 0 newly installed, 0 to remove.\\033[0m\\n'
requires_approval: false
\`\`\`

### Step 3: Is it well afterwards?

\`\`\`yaml
type: validate
checks:
  - test -d /tmp
\`\`\`
`;

type Sessions = { items: { session_id: string; target_label: string; status: string }[] };
type Shown = { status: string; version: number; counts: { completed: number; failed: number } };

test("pictures", async ({ page, playwright }) => {
  test.setTimeout(280_000);
  const service = await Service.start(hosts);
  const request = await playwright.request.newContext({ baseURL: service.url });
  const api = new Api(request);
  await api.signIn(service);
  await page.context().addCookies((await request.storageState()).cookies);
  const { names } = service.fleet;
  const go = (path: string) => page.goto(service.url + path);

  await go("/");
  await expect(page.getByRole("region", { name: "First steps" })).toBeVisible();
  await picture(page, "first-start");

  await register(api, names);
  await api.post("/servers/bulk", { filter: {}, set: { role: "web", site: "Oslo", add_tags: ["nginx"] } });
  await api.post("/target-lists", {
    name: "RDS Oslo", description: "Session hosts of the Oslo site", text: "RDS-01\nRDS-02\nRDS-03\nRDS-04\n",
  });
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan });
  const schedule = await api.post<{ id: string }>("/schedules", {
    plan_id: flow.id, targets: names.map((label) => ({ label })), cron_expression: "30 2 * * TUE#2", timezone: "America/New_York",
  });
  const batch = await api.post<{ batch_id: string; digest: string; status: string }>("/sessions/batch", {
    tree_id: flow.id, targets: names.map((label) => ({ label })),
  });
  const run = `/flows/${flow.id}/batches/${batch.batch_id}`;
  const read = () => api.get<Shown>(`/batches/${batch.batch_id}`);
  if (batch.status === "pending_approval") {
    await picture((await go(run), page), "launch-approval");
    await api.post(`/batches/${batch.batch_id}/decision`, { approved: true, digest: batch.digest, comment: "", name: "" });
  }

  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe("awaiting_approval");
  const sessions = await api.get<Sessions>(`/batches/${batch.batch_id}/sessions`);
  await go(`${run}?h=${sessions.items[0]!.session_id}&s=1`);
  await expect(page.getByRole("log", { name: "Output of the step" })).toContainText("4 upgraded");
  await picture(page, "run-approval");
  const { width, height } = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  await go(run);
  await expect(page.getByRole("button", { name: /Go on with pilot/ })).toBeInViewport();
  await picture(page, "phone");
  await page.setViewportSize({ width, height });
  await go("/approvals");
  await expect(page.getByRole("button", { name: /Go on with pilot/ })).toBeVisible();
  await picture(page, "approvals");
  await go("/");
  await expect(page.getByRole("region", { name: "Needs you" })).toContainText("waits");
  await picture(page, "overview");

  for (const [at, name] of names.entries()) writeFileSync(join(service.folder, name, "pace"), String(at % 4));
  writeFileSync(join(service.folder, names[3]!, "broken"), "");
  await api.post(`/batches/${batch.batch_id}/ring`, { approved: true, comment: "" });
  await go(`${run}?h=${sessions.items[3]!.session_id}&s=1`);
  await expect(page.getByRole("log", { name: "Output of the step" })).toContainText("dpkg was interrupted", { timeout: 60_000 });
  await picture(page, "run");
  await expect.poll(async () => (await read()).status, { timeout: 90_000 }).toMatch(/failed|completed|halted/);
  await go(`${run}?tab=grid`);
  await expect(page.getByRole("region", { name: "Rollout" })).toBeVisible();
  await picture(page, "run-ended");

  for (const [path, name] of [
    ["/trees", "library"], [`/flows/${flow.id}/maintenance`, "maintenance-flow"], [`/flows/${flow.id}/edit`, "editor"],
    [`/maintenances/schedules/${schedule.id}`, "schedule"], ["/maintenances", "maintenances"], ["/calendar", "calendar"], ["/sessions?view=all", "sessions"],
    [`/sessions/${sessions.items[3]!.session_id}`, "session"], ["/servers", "servers"], ["/recipes", "recipes"],
    ["/account", "account"], ["/account?section=audit", "audit"], ["/account/target-lists", "target-lists"],
  ] as const) {
    await go(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
    await picture(page, name);
  }
  await go(`/flows/${flow.id}/maintenance?launch=saved`);
  await page.getByRole("radio", { name: /RDS Oslo/ }).check();
  await expect(page.getByText("Will create 4 sessions for")).toBeVisible();
  await picture(page, "launch");
  await request.dispose();
  await service.stop();
});
