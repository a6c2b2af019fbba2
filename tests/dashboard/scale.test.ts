// Ten thousand of anything are few elements of the page, and many tabs one connection. How long it takes
// is bench/page.sh's to say.
import { Between } from "./between.ts";
import { expect, live, test } from "./fixtures.ts";
import { importServers, launchByHand, writeLines } from "./large.ts";

const many = 10_000;
const rowsMax = 60;
const timeout = 60_000; // what makes them is a service without optimisation

test("a fleet of ten thousand is read to its end with under sixty rows on the page", async ({ signedIn: page, api, service }) => {
  test.setTimeout(180_000);
  await importServers(api, many);
  await page.goto(`${service.url}/servers`);
  const table = page.getByRole("table", { name: "Servers" });
  await expect(table).toHaveAttribute("aria-rowcount", String(many + 1));
  const rows = table.getByRole("row");
  expect(await rows.count()).toBeLessThan(rowsMax);
  const first = await rows.last().getAttribute("aria-rowindex");
  for (let turn = 0; turn < 3; turn++) {
    await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect.poll(async () => Number(await rows.last().getAttribute("aria-rowindex"))).toBeGreaterThan(Number(first));
    expect(await rows.count()).toBeLessThan(rowsMax);
  }
});

test("a run of ten thousand hosts is one canvas, and under sixty rows as a table or a list", async ({ signedIn: page, api, service }) => {
  test.setTimeout(180_000);
  const { flow, batch } = await launchByHand(api, many);
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}?tab=grid`);
  await expect(page.getByRole("application", { name: /10,000/ })).toBeVisible({ timeout });
  expect(await page.locator("main *").count()).toBeLessThan(400);
  await page.getByRole("tab", { name: /Hosts/ }).click();
  const rows = page.getByRole("table", { name: "Hosts" }).getByRole("row");
  await expect(rows.filter({ hasText: "host-00000" })).toBeVisible();
  expect(await rows.count()).toBeLessThan(rowsMax);
  await page.getByRole("table", { name: "Hosts" }).evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(rows.filter({ hasText: "host-09999" })).toBeVisible();
  expect(await rows.count()).toBeLessThan(rowsMax);

  await page.goto(`${service.url}/sessions?view=all&open=${batch}`);
  await expect(page.getByRole("link", { name: "host-00000" })).toBeVisible({ timeout });
  expect(await page.getByRole("link", { name: /^host-/ }).count()).toBeLessThan(rowsMax);
});

test("a hundred thousand lines of output are under eighty rows on the page", async ({ signedIn: page, api, service }) => {
  test.setTimeout(180_000);
  const { flow, batch, session } = await writeLines(api, service.fleet.names[0]!, 100_000);
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}?h=${session}&s=0`);
  const output = page.getByRole("log", { name: "Output of the step" });
  await expect(output).toContainText("000001 ok", { timeout });
  await output.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(output).toContainText("100000 ok");
  expect(await output.locator("div.absolute").count()).toBeLessThan(80);
});

test("twelve tabs hear the service over one connection", async ({ signedIn: page, service }) => {
  test.setTimeout(180_000);
  const between = await Between.start(service.url);
  const tabs = [page, ...(await Promise.all(Array.from({ length: 11 }, () => page.context().newPage())))];
  for (const tab of tabs) {
    await tab.goto(`${between.url}/approvals`);
    await expect(live(tab)).toBeVisible();
  }
  expect(between.streams.size).toBe(1);
  for (const tab of tabs.slice(0, 11)) await tab.close();
  await expect(live(tabs[11]!)).toBeVisible();
  expect(between.streams.size).toBe(1);
  between.stop();
});
