// How the cells of the host grid are laid out and drawn.
import { shapeOf, type StateTone } from "@/kit/states";
import type { HostState, RunStore } from "./run_store";

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
  theme: string;
};

const tones: StateTone[] = ["ok", "running", "waiting", "failed", "idle", "skipped"];

function paletteOf(canvas: HTMLCanvasElement) {
  const style = getComputedStyle(canvas);
  const value = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const palette = Object.fromEntries(tones.map((tone) => [tone, value(tone)])) as Record<StateTone, string>;
  return { ...palette, panel: value("panel"), ink: value("ink"), focus: value("focus") };
}
type Palette = ReturnType<typeof paletteOf>;

const undrawn = 255;

/// Remembers how each cell was drawn last and draws only what looks different now: of ten thousand hosts
/// a few hundred change between two drawings.
export class GridDrawing {
  #canvas: HTMLCanvasElement | null = null;
  #ground = "";
  #looks = new Uint8Array(0);
  #palette: Palette | null = null;

  draw(canvas: HTMLCanvasElement, drawing: Drawing) {
    const { store, cells, layout, selected, cursor, theme } = drawing;
    const context = canvas.getContext("2d");
    if (!context) return;
    this.#prepare(canvas, context, layout, `${cells.length} ${theme}`);
    for (let at = 0; at < cells.length; at++) {
      const host = cells[at]!;
      const look = (store.states[host] ?? 0) * 4 + (at === cursor ? 2 : host === selected ? 1 : 0);
      if (this.#looks[at] === look) continue;
      this.#looks[at] = look;
      drawCell(context, this.#palette!, { at, layout, state: store.stateAt(host), mark: look % 4 });
    }
  }

  /// Begins anew where all cells change at once: another canvas, size, number or theme.
  #prepare(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, layout: GridLayout, rest: string) {
    const { columns, rows, cell, pitch } = layout;
    const scale = devicePixelRatio || 1;
    const ground = `${columns} ${rows} ${pitch} ${scale} ${rest}`;
    if (canvas === this.#canvas && ground === this.#ground) return;
    this.#canvas = canvas;
    this.#ground = ground;
    this.#looks = new Uint8Array(columns * rows).fill(undrawn);
    this.#palette = paletteOf(canvas);
    const width = columns * pitch;
    const height = Math.max(1, rows) * pitch + 2;
    canvas.width = width * scale; // which clears it, too
    canvas.height = height * scale;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.font = `600 ${Math.round(cell * 0.6)}px ui-monospace, monospace`;
    context.textAlign = "center";
    context.textBaseline = "middle";
  }
}

/// `mark`: 1 is selected, 2 has the cursor.
type Cell = { at: number; layout: GridLayout; state: HostState; mark: number };

function drawCell(context: CanvasRenderingContext2D, palette: Palette, { at, layout, state, mark }: Cell) {
  const { columns, cell, pitch } = layout;
  const x = (at % columns) * pitch + 1;
  const y = Math.floor(at / columns) * pitch + 1;
  const { glyph, tone } = shapeOf(state);
  context.clearRect(x - 1, y - 1, pitch, pitch);
  context.fillStyle = palette[tone];
  context.strokeStyle = palette[tone];
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, cell - 1, cell - 1, cell > 12 ? 3 : 2);
  if (state === "pending") context.stroke();
  else context.fill();
  if (state !== "pending" && cell >= 14) {
    context.fillStyle = palette.panel;
    context.fillText(glyph, x + cell / 2, y + cell / 2 + 0.5);
  }
  if (mark === 0) return;
  context.strokeStyle = mark === 2 ? palette.focus : palette.ink;
  context.lineWidth = 2;
  context.strokeRect(x, y, cell, cell);
}
