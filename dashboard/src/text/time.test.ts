import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dateTime } from "./time";

beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 30, 12) }));
afterEach(() => void vi.useRealTimers());

test("the year is told where it is another one in the zone that is shown", () => {
  const newYear = Date.UTC(2026, 11, 31, 23, 30);
  expect(dateTime(newYear, "UTC")).toBe("Thu 31 Dec, 23:30");
  expect(dateTime(newYear, "Asia/Tokyo")).toBe("Fri 1 Jan 2027, 08:30");
  expect(dateTime(newYear + 3_600_000, "America/New_York")).toBe("Thu 31 Dec, 19:30");
});
