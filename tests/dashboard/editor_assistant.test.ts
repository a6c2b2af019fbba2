// The assistant in the editor of a flow: it proposes, a person applies and saves.
import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe.ts";
import { type Api, expect, test } from "./fixtures.ts";
import { Model } from "./model.ts";

const plan = (seconds: number) => `---
subject: os
risk_level: low
---

# Wait a little

## Steps

### Step 1: Wait

\`\`\`yaml
type: wait
seconds: ${seconds}
\`\`\`
`;
const proposal = (markdown: string) => `===PROPOSED-MARKDOWN-BEGIN===\n${markdown}===PROPOSED-MARKDOWN-END===\n`;

async function openAssistant(page: Page, url: string, api: Api) {
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan(5) });
  await page.goto(`${url}/flows/${flow.id}/edit`);
  await page.getByRole("tab", { name: "Assistant" }).click();
  return flow.id;
}

test("without a model the editor's assistant says how one is chosen", async ({ signedIn: page, api, service }) => {
  await openAssistant(page, service.url, api);
  await expect(page.getByText("No model is chosen yet")).toBeVisible();
  await page.getByRole("tabpanel").getByRole("link", { name: "Assistant" }).click();
  await expect(page).toHaveURL(/section=assistant/);
});

test("what it proposes is shown as a difference and applied to the editor, never saved", async ({ signedIn: page, api, service }) => {
  test.slow(); // axe reads the whole editor, twice
  const model = await Model.start();
  model.script.push(
    ["Gladly", ": thirty seconds.\n", proposal(plan(30))],
    [proposal(plan(60).replace("type: wait", "type: wiat"))],
    [proposal(plan(60).replace("type: wait", "type: wiat"))],
  );
  await api.put("/assistant", 0, { provider: "openai", base_url: model.url, model: "small" });
  const id = await openAssistant(page, service.url, api);
  await page.getByLabel("Your question").fill("Wait thirty seconds instead");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByText("Gladly: thirty seconds.")).toBeVisible();
  const proposed = page.getByRole("region", { name: "Proposed change" });
  await expect(proposed).toContainText("seconds: 30");
  expect(model.asked[0]).toContain("seconds: 5");
  await expectAccessible(page);

  // A look at another tab takes nothing away.
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByRole("tab", { name: "Assistant" }).click();
  await proposed.getByRole("button", { name: "Apply to editor" }).click();
  await expect(proposed).toHaveCount(0);
  await expect(page.getByText("Not saved")).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Text of the flow/ })).toContainText("seconds: 30");
  expect((await api.get<{ markdown: string }>(`/trees/${id}`)).markdown).toContain("seconds: 5");

  await page.getByLabel("Your question").fill("And now something wrong");
  await page.getByRole("button", { name: "Ask" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "not offered" })).toContainText("wiat");
  await expect(proposed).toHaveCount(0);
  model.stop();
});
