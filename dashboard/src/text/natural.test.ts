import { expect, test } from "vitest";
import { byName, naturalKey, sortedNames } from "./natural";

test("names are sorted as people count", () => {
  expect(sortedNames(["web-10", "WEB-2", "web-1", "rack10-a", "rack2-a", "web-a"])).toEqual([
    "rack2-a", "rack10-a", "web-1", "WEB-2", "web-10", "web-a",
  ]);
});

test("the key is the service's own", () => {
  expect(naturalKey("Web-007b")).toBe("web-00000000000000000007b");
  expect(naturalKey("123456789012345678901")).toBe("23456789012345678901");
});

test("what has the same name stays in its order", () => {
  const rows = [{ name: "web-01", at: 1 }, { name: "db", at: 2 }, { name: "web-1", at: 3 }];
  expect(byName(rows, (row) => row.name).map((row) => row.at)).toEqual([2, 1, 3]);
});
