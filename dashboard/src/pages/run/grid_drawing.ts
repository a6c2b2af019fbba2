// How the cells of the host grid are laid out and drawn.
import { shapeOf, type StateTone } from "@/kit/states";
import type { RunStore } from "./run_store";

export type GridLayout = { columns: number; rows: number; cell: number; pitch: number };

/// Large cells for few hosts, so that three are as readable as ten thousand.
export function layoutOf(count: number, width: number): GridLayout {
  const cell = count <= 60 ? 28 : count <= 600 ? 20 : count <= 3000 ? 14 : 10;
  const pitch = cell + (cell > 12 ? 3 : 2);
  const columns = Math.max(1, Math.floor(width / pitch));
  return { columns, rows: Math.ceil(count / columns), cell, pitch };
}

type Drawing = {
  store: RunStore;
  cells: number[];
  layout: GridLayout;
  selected: number;
  cursor: number;
};

const tones: StateTone[] = ["ok", "running", "waiting", "failed", "idle", "skipped"];

function paletteOf(canvas: HTMLCanvasElement) {
  const style = getComputedStyle(canvas);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const palette = Object.fromEntries(tones.map((tone) => [tone, value(tone)])) as Record<StateTone, string>;
  return { ...palette, panel: value("panel"), ink: value("ink"), focus: value("focus") };
}

export function drawCells(canvas: HTMLCanvasElement, drawing: Drawing) {
  const { store, cells, layout, selected, cursor } = drawing;
  const { columns, rows, cell, pitch } = layout;
  const scale = devicePixelRatio || 1;
  const width = columns * pitch;
  const height = Math.max(1, rows) * pitch + 2;
  if (canvas.width !== width * scale || canvas.height !== height * scale) {
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  if (!context) return;
  const palette = paletteOf(canvas);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.font = `600 ${Math.round(cell * 0.6)}px ui-monospace, monospace`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let index = 0; index < cells.length; index++) {
    const host = cells[index]!;
    const x = (index % columns) * pitch + 1;
    const y = Math.floor(index / columns) * pitch + 1;
    const { glyph, tone } = shapeOf(store.stateAt(host));
    const isHollow = store.stateAt(host) === "pending";
    context.fillStyle = palette[tone];
    context.strokeStyle = palette[tone];
    context.beginPath();
    context.roundRect(x + 0.5, y + 0.5, cell - 1, cell - 1, cell > 12 ? 3 : 2);
    if (isHollow) context.stroke();
    else context.fill();
    if (!isHollow && cell >= 14) {
      context.fillStyle = palette.panel;
      context.fillText(glyph, x + cell / 2, y + cell / 2 + 0.5);
    }
    if (host === selected || index === cursor) {
      context.strokeStyle = index === cursor ? palette.focus : palette.ink;
      context.lineWidth = 2;
      context.strokeRect(x - 0.5, y - 0.5, cell + 1, cell + 1);
      context.lineWidth = 1;
    }
  }
}
