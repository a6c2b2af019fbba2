import type { Page } from "@playwright/test";
import { type Api, expect, expectAccessible, register, test } from "./fixtures.ts";

/// Addresses that show something of everything: `{names}` stand for what prepare() makes.
const pages = [
  ["/", "Overview"],
  ["/trees", "All Flows"],
  ["/trees?q=nothing-of-this-name", "All Flows"],
  ["/flows/{flow}/maintenance", "Look around"],
  ["/flows/{project}", /.+/],
  ["/flows/{flow}/edit", "Look around"],
  ["/flows/{flow}/batches/{batch}", "Look around"],
  ["/flows/{flow}/batches/{batch}?tab=grid", "Look around"],
  ["/flows/{flow}/batches/{batch}?tab=steps&h={session}", "Look around"],
  ["/recipes", "Recipes"],
  ["/recipes/{recipe}", /.+/],
  ["/recipes/new", "New recipe"],
  ["/maintenances", "Maintenances"],
  ["/maintenances?view=running", "Maintenances"],
  ["/maintenances?view=history", "Maintenances"],
  ["/maintenances/schedules/{schedule}", "Look around"],
  ["/calendar", "Calendar"],
  ["/calendar?view=windows", "Calendar"],
  ["/calendar?view=freezes", "Calendar"],
  ["/calendar?view=budgets", "Calendar"],
  ["/sessions", "Sessions"],
  ["/sessions?view=all&open={batch}", "Sessions"],
  ["/sessions/{session}", "Look around"],
  ["/approvals", "Approvals"],
  ["/servers", "Servers"],
  ["/servers/{server}", "web-1"],
  ["/account/target-lists", "Target Lists"],
  ["/account", "Account"],
  ["/account?section=people", "Account"],
  ["/account?section=tokens", "Account"],
  ["/account?section=secrets", "Account"],
  ["/account?section=channels", "Account"],
  ["/account?section=assistant", "Account"],
  ["/account?section=audit", "Account"],
  ["/account?section=about", "Account"],
  ["/no/such/page", "Not found"],
] as const;

const outside = [
  ["/login", "Sign in"],
  ["/setup", "Set up Fettle"],
  ["/setup#a-token", "Set up Fettle"],
  ["/invitation", "Join your team"],
  ["/invitation#a-token", "Join your team"],
  ["/password", "Choose a new password"],
  ["/password#a-token", "Choose a new password"],
] as const;

const plan = `---
subject: os
risk_level: medium
---

# Look around

Is everything there?

## Steps

### Step 1: Look

\`\`\`yaml
type: custom_tool
command: uptime
\`\`\`
`;

type Items<T> = { items: T[] };
let made: Record<string, string> | undefined;

/// Once for the service: a flow, a schedule and a launch that wait, and what the pages show besides.
async function prepare(api: Api): Promise<Record<string, string>> {
  if (made) return made;
  await register(api, ["web-1"]);
  const [server] = (await api.get<Items<{ id: string }>>("/servers?q=web-1")).items;
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan });
  const [project] = (await api.get<Items<{ id: string }>>("/trees?type=troubleshooting")).items;
  const [recipe] = (await api.get<Items<{ id: string }>>("/recipes")).items;
  const schedule = await api.post<{ id: string }>("/schedules", {
    plan_id: flow.id, targets: [{ label: "web-1" }], cron_expression: "0 3 * * TUE#2", timezone: "America/New_York",
  });
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", {
    tree_id: flow.id, targets: [{ label: "RDS-01" }, { label: "web-1" }], manual_confirmed: true,
  });
  const [session] = (await api.get<Items<{ session_id: string }>>(`/batches/${batch.batch_id}/sessions`)).items;
  await api.post("/target-lists", { name: "Both", text: "RDS-01\nweb-1\n" });
  await api.post("/invitations", { email: "guest@example.com", role: "viewer" });
  await api.post("/tokens", { name: "scripts", scopes: ["read"], expires_at: Date.now() + 86_400_000 });
  made = {
    flow: flow.id, project: project!.id, recipe: recipe!.id, schedule: schedule.id, batch: batch.batch_id,
    session: session!.session_id, server: server!.id,
  };
  return made;
}

async function expectPage(page: Page, title: string | RegExp) {
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
  await expectAccessible(page);
}

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    for (const [path, title] of pages) {
      test(`${path} has no fault that axe finds`, async ({ signedIn: page, service, api }) => {
        const ids = await prepare(api);
        await page.goto(service.url + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name]!));
        await expectPage(page, title);
      });
    }

    test("a launch dialog has none, tab by tab", async ({ signedIn: page, service, api }) => {
      const { flow } = await prepare(api);
      for (const tab of ["saved", "previous", "manual", "import"]) {
        await page.goto(`${service.url}/flows/${flow}/maintenance?launch=${tab}`);
        await expect(page.getByRole("dialog").getByRole("tab", { selected: true })).toBeVisible();
        await expectAccessible(page);
      }
    });

    test("the layers over the pages have none", async ({ signedIn: page, service }) => {
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      for (const [keys, layer] of [["Control+k", "dialog"], ["?", "dialog"]] as const) {
        await page.keyboard.press(keys);
        await expect(page.getByRole(layer)).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
        await expect(page.getByRole(layer)).toHaveCount(0);
      }
      await page.getByRole("button", { name: /^Notifications/ }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page);
      await page.goto(`${service.url}/servers`);
      await page.getByRole("button", { name: "Add server" }).first().click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page);
    });

    for (const [path, title] of outside) {
      test(`${path}, without being signed in, has none`, async ({ page, service }) => {
        await page.goto(service.url + path);
        await expectPage(page, title);
      });
    }
  });
}
