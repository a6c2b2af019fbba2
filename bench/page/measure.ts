// What a page was busy with, as the browser itself measures it: its tasks, its frames, what it drew first.
import type { Page } from "../../tests/dashboard/fixtures.ts";

export type Busy = { seconds: number; frames: number; frameP95: number; frameWorst: number; taskWorst: number; longTasks: number; heapMegabytes: number };

type Counted = { frames: number[]; tasks: number[]; began: number };
declare global {
  interface Window {
    counted: Counted;
  }
}

/// Begins with the next page that is opened.
export async function watch(page: Page) {
  await page.addInitScript(() => {
    window.counted = { frames: [], tasks: [], began: performance.now() };
    // Those of less than 50 ms are not told.
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) window.counted.tasks.push(task.duration);
    }).observe({ type: "longtask", buffered: true });
    let before = performance.now();
    const frame = (now: number) => {
      window.counted.frames.push(now - before);
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

export async function forget(page: Page) {
  await page.evaluate(() => {
    window.counted.frames.length = 0;
    window.counted.tasks.length = 0;
    window.counted.began = performance.now();
  });
}

/// Since the last forget().
export async function busy(page: Page): Promise<Busy> {
  return page.evaluate(() => {
    const { frames, tasks, began } = window.counted;
    const sorted = frames.toSorted((a, b) => a - b);
    const { usedJSHeapSize } = (performance as unknown as { memory: { usedJSHeapSize: number } }).memory;
    return {
      seconds: (performance.now() - began) / 1000,
      frames: frames.length,
      frameP95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
      frameWorst: sorted.at(-1) ?? 0,
      taskWorst: Math.max(0, ...tasks),
      longTasks: tasks.length,
      heapMegabytes: usedJSHeapSize / 1_048_576,
    };
  });
}

/// Milliseconds from the beginning of the navigation.
export async function firstPaint(page: Page): Promise<number> {
  return page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN);
}

export async function sinceNavigation(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}
