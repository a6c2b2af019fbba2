import { expect, test } from "vitest";
import type { BatchSession } from "@/api/batches";
import { GridDrawing, layoutOf } from "./grid_drawing";
import { RunStore } from "./run_store";

function storeOf(count: number): RunStore {
  const store = new RunStore();
  const sessions = Array.from({ length: count }, (_, at) => ({ session_id: `s${at}`, target_label: `s${at}`, wave: 0, status: "pending", step: 0, recheck: false }));
  store.load(sessions as BatchSession[]);
  return store;
}

/// A canvas that counts the cells that are drawn on it.
function countingCanvas() {
  const counted = { cells: 0 };
  const context = new Proxy({}, {
    get: (_, name) => () => {
      if (name === "clearRect") counted.cells += 1;
    },
    set: () => true,
  });
  const canvas = document.createElement("canvas");
  canvas.getContext = (() => context) as unknown as typeof canvas.getContext;
  return { canvas, counted };
}

const cells = [0, 1, 2, 3];
const drawn = { cells, layout: layoutOf(4, 200), selected: -1, cursor: -1, theme: "light" };

test("only cells that look otherwise are drawn again", () => {
  const store = storeOf(4);
  const drawing = new GridDrawing();
  const { canvas, counted } = countingCanvas();
  drawing.draw(canvas, { store, ...drawn });
  expect(counted.cells).toBe(4);
  store.states[2] = 6;
  drawing.draw(canvas, { store, ...drawn });
  expect(counted.cells).toBe(5);
  drawing.draw(canvas, { store, ...drawn, selected: 1 });
  expect(counted.cells).toBe(6);
});

test("another theme or canvas begins anew", () => {
  const store = storeOf(4);
  const drawing = new GridDrawing();
  const { canvas, counted } = countingCanvas();
  drawing.draw(canvas, { store, ...drawn });
  drawing.draw(canvas, { store, ...drawn, theme: "dark" });
  expect(counted.cells).toBe(8);
  const other = countingCanvas();
  drawing.draw(other.canvas, { store, ...drawn, theme: "dark" });
  expect(other.counted.cells).toBe(4);
});
