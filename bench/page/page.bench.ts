// The run view of ten thousand hosts while they change, an output of a hundred thousand lines while it is
// scrolled, twelve tabs. The service, its data and its answers are real; the changes are told by
// tests/dashboard/between.ts, as no machine here has so many hosts.
import { Between, type Told } from "../../tests/dashboard/between.ts";
import { type Api, expect, live, type Page, test } from "../../tests/dashboard/fixtures.ts";
import { launchByHand, writeLines } from "../../tests/dashboard/large.ts";
import { busy, firstPaint, forget, sinceNavigation, watch } from "./measure.ts";

const hosts = 10_000;
const changesASecond = 2_000;
const messagesASecond = 10; // as the service does
const seconds = 20;

type Figure = { what: string; value: number; unit: string; most?: number };

function tell({ what, value, unit, most }: Figure) {
  const verdict = most === undefined ? "" : value <= most ? "met" : "**missed**";
  const measured = `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;
  test.info().annotations.push({ type: what, description: `${measured}|${most === undefined ? "" : `${most} ${unit}`}|${verdict}` });
}

type Place = { session_id: string; status: string; stage: string; step: number; started_at: number; ended_at: number | null };

/// Every host in turn begins and ends.
function* changes(sessions: string[]): Generator<Place> {
  const began = Date.now();
  for (;;) {
    for (const session_id of sessions) {
      const place = { session_id, stage: "steps", step: 0, started_at: began };
      yield { ...place, status: "running", ended_at: null };
      yield { ...place, status: "completed", ended_at: Date.now() };
    }
  }
}

/// As the service tells of many.
function told(batch: string, sessions: Place[]): Told {
  return { kind: "sessions_changed", topic: "batches", subject: batch, session_id: "", body: { sessions } };
}

async function idsOf(api: Api, batch: string): Promise<string[]> {
  const { items } = await api.get<{ items: { session_id: string }[] }>(`/batches/${batch}/sessions`);
  return items.map((one) => one.session_id);
}

/// Until the time is over; what could not be told in time is told with the next message.
async function tellAllTheTime(between: Between, batch: string, source: Generator<Place>) {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < seconds * 1000) {
    await new Promise((resolve) => setTimeout(resolve, 1000 / messagesASecond));
    const due = Math.floor(((performance.now() - began) / 1000) * changesASecond) - count;
    between.tell([told(batch, Array.from({ length: due }, () => source.next().value as Place))]);
    count += due;
  }
}

test("the run view", async ({ signedIn: page, api, service }) => {
  const { flow, batch } = await launchByHand(api, hosts);
  const source = changes(await idsOf(api, batch));
  const between = await Between.start(service.url);
  between.isScripted = true;
  await watch(page);
  const address = `${between.url}/flows/${flow}/batches/${batch}`;
  await page.goto(`${address}?tab=grid`);
  await expect(page.getByRole("application", { name: /10,000/ })).toBeVisible();
  tell({ what: "run view of 10,000 hosts: first paint", value: await firstPaint(page), unit: "ms", most: 1000 });
  tell({ what: "its grid drawn", value: await sinceNavigation(page), unit: "ms" });
  tell({ what: "longest task until then", value: (await busy(page)).taskWorst, unit: "ms" });

  for (const tab of ["grid", "hosts"]) {
    await page.goto(`${address}?tab=${tab}`);
    await expect(live(page)).toBeVisible();
    await expect(page.getByRole("tab", { selected: true })).toBeVisible();
    await forget(page);
    await tellAllTheTime(between, batch, source);
    const found = await busy(page);
    expect(await page.getByRole("region", { name: "Rollout" }).innerText(), "the changes have come").toContain("completed");
    const of = `2,000 changes a second, ${tab}`;
    tell({ what: `${of}: longest task (0: none of 50 ms)`, value: found.taskWorst, unit: "ms", most: 50 });
    tell({ what: `${of}: frame, p95`, value: found.frameP95, unit: "ms", most: 34 });
    tell({ what: `${of}: frame, longest`, value: found.frameWorst, unit: "ms" });
  }
  between.stop();
});

test("an output", async ({ signedIn: page, api, service }) => {
  const { flow, batch, session } = await writeLines(api, service.fleet.names[0]!, 100_000);
  await watch(page);
  await page.goto(`${service.url}/flows/${flow}/batches/${batch}?h=${session}&s=0`);
  const output = page.getByRole("log", { name: "Output of the step" });
  await expect(output).toContainText("000001 ok");
  await output.hover();
  await forget(page);
  for (let turn = 0; turn < 300; turn++) await page.mouse.wheel(0, 6_000);
  const found = await busy(page);
  await output.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(output).toContainText("100000 ok");
  tell({ what: "100,000 lines of output, scrolled: frame, p95", value: found.frameP95, unit: "ms", most: 34 });
  tell({ what: "its longest task (0: none of 50 ms)", value: found.taskWorst, unit: "ms", most: 50 });
  tell({ what: "its lines on the page", value: await output.locator("div.absolute").count(), unit: "", most: 80 });
  tell({ what: "memory of the page's scripts", value: found.heapMegabytes, unit: "MB", most: 150 });
});

test("twelve tabs", async ({ signedIn: page, service }) => {
  const between = await Between.start(service.url);
  const began = performance.now();
  const tabs = [page, ...(await Promise.all(Array.from({ length: 11 }, () => page.context().newPage())))];
  for (const tab of tabs) {
    await tab.goto(between.url);
    await expect(live(tab)).toBeVisible();
  }
  tell({ what: "12 tabs: all live after", value: (performance.now() - began) / 1000, unit: "s" });
  tell({ what: "12 tabs: connections for events", value: between.streams.size, unit: "", most: 1 });
  between.stop();
});
