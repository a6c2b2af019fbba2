import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Qr } from "./qr";

/// Read by another program (jsQR) as "Fettle".
const fettle = [
  "#######...###.#######",
  "#.....#....##.#.....#",
  "#.###.#.#..#..#.###.#",
  "#.###.#.##....#.###.#",
  "#.###.#.#####.#.###.#",
  "#.....#.#...#.#.....#",
  "#######.#.#.#.#######",
  "........##.##........",
  "#.#####.....#.#####..",
  "..#....###..#..#.##.#",
  "...#.###.###.#..####.",
  "#.####..#......####.#",
  "#####.#.####.#..##.#.",
  "........########.##..",
  "#######.....#.##..##.",
  "#.....#.##.####..##.#",
  "#.###.#.#...#....#.#.",
  "#.###.#.#...#..####..",
  "#.###.#.##.#.#....#..",
  "#.....#...#....#.##..",
  "#######.####.#..#..#.",
];


const quiet = 4;

/// What is drawn, without the quiet zone; fails where that is not empty.
function shown(svg: SVGElement): string[] {
  const size = Number(svg.getAttribute("viewBox")!.split(" ")[2]) - 2 * quiet;
  const rows = Array.from({ length: size }, () => Array<string>(size).fill("."));
  for (const [, x, y] of svg.querySelector("path")!.getAttribute("d")!.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    rows[Number(y) - quiet]![Number(x) - quiet] = "#";
  return rows.map((row) => row.join(""));
}

test("a text is drawn as the code that readers know, with its quiet zone", () => {
  const { container } = render(<Qr text="Fettle" label="Code" />);
  expect(shown(container.querySelector("svg")!)).toEqual(fettle);
});
