import { expect, test } from "vitest";
import { qrCode } from "./qr";

/// Read by another program (jsQR) as "Fettle".
const fettle = [
  "#######..#.##.#######",
  "#.....#.#.....#.....#",
  "#.###.#..###..#.###.#",
  "#.###.#..#.##.#.###.#",
  "#.###.#.#..##.#.###.#",
  "#.....#....#..#.....#",
  "#######.#.#.#.#######",
  ".........#...........",
  "#.#.#.#..##.#...#..#.",
  "###..#..##.#.#.#...##",
  "..#.#####..#.###.####",
  ".####..##..###.##..##",
  "##....#....#.###.#.##",
  "........###...##...#.",
  "#######..##.#...#.###",
  "#.....#..#....#....##",
  "#.###.#.###.#.####.##",
  "#.###.#....#.#.##..#.",
  "#.###.#.#.##.####.#.#",
  "#.....#...####.#...#.",
  "#######.#..#.###...##",
];

test("a short text is the code that readers know", () => {
  const shown = qrCode("Fettle").map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));
  expect(shown).toEqual(fettle);
});

test("a code grows with its text up to what version 10 holds", () => {
  const sizes = [14, 15, 26, 27, 122, 123, 180, 181, 213].map((length) => qrCode("x".repeat(length)).length);
  expect(sizes).toEqual([21, 25, 25, 29, 45, 49, 53, 57, 57]);
});

test("a text beyond that is refused", () => {
  expect(() => qrCode("x".repeat(214))).toThrow(RangeError);
});
