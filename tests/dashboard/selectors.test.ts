import { expectAccessible } from "./axe.ts";
import { type Api, expect, test } from "./fixtures.ts";

const planOf = (name: string, selector: string) => [
  "---", "subject: web", "risk_level: low", ...(selector ? [`target_selector: ${selector}`] : []), "---", "", `# ${name}`, "",
  "## Steps", "", "### Step 1: Look", "", "```yaml", "type: validate", "checks: [test -d /]", "```", "",
].join("\n");

/// Two of role web, of which one is old, and one of role db.
async function kinds(api: Api, [web, old, db]: string[]) {
  const { total } = await api.get<{ total: number }>("/servers");
  if (total > 0) return;
  await api.post("/servers", { name: web, role: "web" });
  await api.post("/servers", { name: old, role: "web", tags: ["legacy"] });
  await api.post("/servers", { name: db, role: "db" });
}

test("a launch chooses servers by what they are, and shows which match", async ({ signedIn: page, api, service }) => {
  const [web, old, db] = service.fleet.names;
  await kinds(api, service.fleet.names);
  const flow = await api.post<{ id: string }>("/trees", { markdown: planOf("Look at some", "") });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=manual`);
  await page.getByRole("radio", { name: "Servers by what they are" }).check();
  await expect(page.getByText("Choose a value for each condition")).toBeVisible();
  await page.getByLabel("Value of Role").selectOption("web");
  const matching = page.getByRole("group", { name: "Matching servers" });
  await expect(matching).toContainText("2 servers match: role web");
  await expect(matching).toContainText(old!);

  await page.getByLabel("Servers that are", { exact: true }).last().selectOption("All of these conditions");
  await page.getByRole("button", { name: "Add a condition" }).click();
  await page.getByLabel("Condition").nth(1).selectOption("All but these");
  await page.getByLabel("Condition").nth(2).selectOption("Tag");
  await page.getByLabel("Value of Tag").selectOption("legacy");
  await expect(matching).toContainText("1 server matches: role web and not tag legacy");
  await expect(matching).toContainText(web!);
  await expect(matching).not.toContainText(db!);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: "Launch 1 session" }).click();
  await expect(page).toHaveURL(/\/batches\//);
  const batch = page.url().split("/").at(-1)!;
  const sessions = await api.get<{ items: { target_label: string }[] }>(`/batches/${batch}/sessions`);
  expect(sessions.items.map((one) => one.target_label)).toEqual([web]);
});

test("what the flow is meant for is what a launch begins with", async ({ signedIn: page, api, service }) => {
  await kinds(api, service.fleet.names);
  const flow = await api.post<{ id: string }>("/trees", { markdown: planOf("Look at databases", "{by: role, value: db}") });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance`);
  await page.getByRole("button", { name: "Batch launch" }).first().click();
  const matching = page.getByRole("group", { name: "Matching servers" });
  await expect(matching).toContainText("1 server matches: role db");
  await expect(page.getByText("the servers that the flow itself is meant for")).toBeVisible();
  await page.getByLabel("Value of Role").selectOption("web");
  await expect(matching).toContainText("2 servers match");
  await page.getByRole("button", { name: "Take what the flow is meant for" }).click();
  await expect(matching).toContainText("1 server matches: role db");
});

test("a selector that the service refuses says why in its place", async ({ signedIn: page, api, service }) => {
  await kinds(api, service.fleet.names);
  const flow = await api.post<{ id: string }>("/trees", { markdown: planOf("Look at a list", "{by: list, value: gone}") });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance?launch=manual`);
  const choice = page.getByRole("group", { name: "Servers that are" });
  await expect(choice.getByRole("alert")).toContainText("gone");
  await expect(page.getByRole("button", { name: "Review" })).toHaveAttribute("aria-disabled", "true");
});

test("a schedule chooses servers by what they are, and keeps it", async ({ signedIn: page, api, service }) => {
  await kinds(api, service.fleet.names);
  const flow = await api.post<{ id: string }>("/trees", { markdown: planOf("Look each night", "") });
  await page.goto(`${service.url}/flows/${flow.id}/maintenance`);
  await page.getByRole("button", { name: "Set a schedule" }).click();
  await page.getByRole("radio", { name: "Servers by what they are" }).check();
  await page.getByLabel("Value of Role").selectOption("web");
  await expect(page.getByRole("group", { name: "Matching servers" })).toContainText("2 servers match: role web");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  const { items } = await api.get<{ items: { id: string; tree_id: string; target_selector: unknown }[] }>("/schedules");
  const made = items.find((one) => one.tree_id === flow.id)!;
  expect(made.target_selector).toEqual({ by: "role", value: "web" });

  await page.goto(`${service.url}/maintenances/schedules/${made.id}`);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.getByRole("radio", { name: "Servers by what they are" })).toBeChecked();
  await expect(page.getByLabel("Value of Role")).toHaveValue("web");
});

test("a schedule that asks for its targets later forgets those that it had", async ({ signedIn: page, api, service }) => {
  const flow = await api.post<{ id: string }>("/trees", { markdown: planOf("Look later", "") });
  const schedule = await api.post<{ id: string }>("/schedules", {
    plan_id: flow.id, targets: [{ label: service.fleet.names[0] }], scheduled_start: Date.now() + 3_600_000,
  });
  await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Server names, one a line").fill("");
  await expect(dialog.getByRole("button", { name: "Save" })).toHaveAttribute("aria-disabled", "true");
  await dialog.getByRole("radio", { name: "Asked for when it is due" }).check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const after = await api.get<{ targets: string[]; target_list_id: string | null }>(`/schedules/${schedule.id}`);
  expect([after.targets, after.target_list_id]).toEqual([[], null]);
});
