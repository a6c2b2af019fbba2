// The assistant beside a schedule's text, asked in the browser, with a model that does as each test says.
import type { Locator, Page } from "@playwright/test";
import { type Api, expect, register, test as base } from "./fixtures.ts";
import type { Person } from "./hand.ts";
import { breakOff, Model, wait } from "./model.ts";

const journey = { tag: "@journey" };
const begin = "===PROPOSED-MARKDOWN-BEGIN===\n";
const end = "===PROPOSED-MARKDOWN-END===\n";

const plan = `---
subject: os
risk_level: medium
---

# Look around

Is everything there?

## Steps

### Step 1: Look

\`\`\`yaml
type: validate
checks: [test -d /]
\`\`\`
`;
const better = plan.replace("test -d /", "test -d /srv");

const test = base.extend<{ asked: Locator }, { model: Model }>({
  model: [
    async ({}, use) => {
      const model = await Model.start();
      await use(model);
      model.stop();
    },
    { scope: "worker" },
  ],
  /// The assistant's part of the page of a schedule of its own.
  asked: async ({ signedIn: page, api, service, model }, use) => {
    await choose(api, model);
    await register(api, service.fleet.names.slice(0, 1));
    const flow = await api.post<{ id: string }>("/trees", { markdown: plan });
    const schedule = await api.post<{ id: string }>("/schedules", {
      plan_id: flow.id, targets: [{ label: service.fleet.names[0] }], scheduled_start: Date.now() + 3_600_000,
    });
    await page.goto(`${service.url}/maintenances/schedules/${schedule.id}`);
    await use(page.getByRole("region", { name: "Maintenance Assistant" }));
    expect(model.script, "answers that nobody asked for").toEqual([]);
  },
});

async function choose(api: Api, model: Model) {
  const { is_configured: isChosen } = await api.get<{ is_configured: boolean }>("/assistant");
  if (!isChosen) await api.put("/assistant", 0, { provider: "openai", base_url: model.url, model: "small", key: "of the model" });
}

async function ask(person: Person, asked: Locator, question: string) {
  await person.fill(asked.getByLabel("Your question"), question);
  await person.press(asked.getByRole("button", { name: "Ask" }));
}

const editor = (page: Page) => page.getByRole("textbox", { name: /Text of the flow/ });
const proposal = (asked: Locator) => asked.getByRole("region", { name: "Proposed change" });
const answers = (asked: Locator) => asked.getByRole("listitem");

test("an answer is read while it is written, and can be stopped", journey, async ({ person, asked, model }) => {
  model.script.push(["Let me ", wait, "see."], ["On and ", wait, "on"]);
  await ask(person, asked, "What does it do?");
  await expect(answers(asked).last()).toContainText("Let me");
  await expect(asked.getByRole("button", { name: "Ask" })).toHaveCount(0);
  model.release();
  await expect(answers(asked).last()).toContainText("Let me see.");
  expect(model.asked.at(-1)).toContain("What does it do?");
  expect(model.asked.at(-1)).toContain("test -d /");

  await ask(person, asked, "Tell me more");
  await expect(answers(asked).last()).toContainText("On and");
  await person.press(asked.getByRole("button", { name: "Stop" }));
  await expect(asked.getByRole("button", { name: "Ask" })).toBeVisible();
  await expect(asked.getByRole("alert")).toHaveCount(0);
  model.release();
});

test("a proposal is a difference with its problems; applied it is one step back, and only a person saves", journey, async ({
  person, asked, model, signedIn: page,
}) => {
  const warned = better.replace("checks: [test -d /srv]", "checks: [test -d /srv, 'true']");
  model.script.push(["It looks elsewhere then.\n", begin + warned.slice(0, 40), warned.slice(40) + end]);
  await ask(person, asked, "Look into /srv");
  await expect(proposal(asked)).toContainText("test -d /srv");
  await expect(proposal(asked).getByRole("listitem").first()).toBeVisible(); // a check that can't fail
  await expect(editor(page)).not.toContainText("/srv");
  await person.press(proposal(asked).getByRole("button", { name: "Apply to editor" }));
  await expect(editor(page)).toContainText("test -d /srv");
  await expect(proposal(asked)).toHaveCount(0);

  await person.reach(editor(page));
  await page.keyboard.press("Control+z");
  await expect(editor(page)).not.toContainText("/srv");
  await page.keyboard.press("Control+y");
  await expect(editor(page)).toContainText("test -d /srv");
  await person.press(page.getByRole("button", { name: "Save markdown" }));
  await expect(page.getByRole("listitem").filter({ hasText: "text is saved" })).toBeVisible();
});

test("a proposal with errors goes back once, and is not offered where they stay", journey, async ({ person, asked, model }) => {
  const wrong = `${begin}# No front matter\n${end}`;
  model.script.push([wrong], [begin + better + end], [wrong], [wrong]);
  await ask(person, asked, "Look into /srv");
  await expect(proposal(asked)).toContainText("test -d /srv");
  await person.press(proposal(asked).getByRole("button", { name: "Discard" }));
  await ask(person, asked, "Once more");
  await expect(asked.getByRole("alert")).toContainText("Its proposal has errors and is not offered");
  await expect(proposal(asked)).toHaveCount(0);
});

test("a block without an end proposes nothing, of two blocks the first counts", journey, async ({ person, asked, model }) => {
  model.script.push(["Here it is: ", begin + better], [begin + better + end + begin + plan.replace("# Look around", "# Another") + end + "Both?"]);
  await ask(person, asked, "Look into /srv");
  await expect(answers(asked).last()).toContainText("Here it is:");
  await expect(asked.getByRole("button", { name: "Ask" })).toBeVisible();
  await expect(proposal(asked)).toHaveCount(0);

  await ask(person, asked, "All of it, please");
  await expect(proposal(asked)).toContainText("test -d /srv");
  await expect(proposal(asked)).not.toContainText("Another");
  await expect(answers(asked).last()).toContainText("Both?");
  await person.press(proposal(asked).getByRole("button", { name: "Discard" }));
});

test("an answer that breaks off and a model that has enough are told, and the next question is answered", journey, async ({
  person, asked, model,
}) => {
  model.script.push(["Half an ans", breakOff], 429, ["All is well."]);
  await ask(person, asked, "Is all well?");
  await expect(asked.getByRole("alert")).toContainText("broke off");
  await expect(answers(asked).last()).toContainText("Half an ans");
  await ask(person, asked, "And now?");
  await expect(asked.getByRole("alert")).toContainText("too many questions this minute");
  await ask(person, asked, "And now?");
  await expect(answers(asked).last()).toContainText("All is well.");
  await expect(asked.getByRole("alert")).toHaveCount(0);
});
