// Every host as a cell, drawn on a canvas: colour and shape tell the state. One tab stop; arrows move,
// Enter opens. The Hosts table shows the same to those who can't see it.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Empty } from "@/kit/answer";
import { useTheme } from "@/app/settings";
import { stateName } from "@/kit/states";
import { t } from "@/text/t";
import { GridDrawing, type GridLayout, layoutOf } from "./grid_drawing";
import { fitting, type RunFilter } from "./filter";
import type { RunStore } from "./run_store";

type HostGridProps = {
  store: RunStore;
  filter: RunFilter;
  selected: number;
  onOpen: (sessionId: string) => void;
};

export function HostGrid({ store, filter, selected, onOpen }: HostGridProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [cursor, setCursor] = useState(0);
  const [isFocused, setIsFocused] = useState(false);
  const [hovered, setHovered] = useState(-1);
  const theme = useTheme();
  const [drawing] = useState(() => new GridDrawing());
  const { revision } = store;
  // eslint-disable-next-line react/exhaustive-deps -- `revision` stands for the content of the store
  const cells = useMemo(() => fitting(store, filter), [store, filter, revision]);
  const layout = layoutOf(cells.length, width);

  const box = useCallback((element: HTMLDivElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!canvas.current || width === 0) return;
    drawing.draw(canvas.current, { store, cells, layout, selected, cursor: isFocused ? cursor : -1, theme });
  }, [drawing, store, cells, layout, selected, cursor, isFocused, width, revision, theme]);

  const at = (event: React.MouseEvent) => cellAt(event, layout, cells.length);
  const open = (cell: number) => {
    const host = store.sessions[cells[cell] ?? -1];
    if (host) onOpen(host.session_id);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(cursor);
      return;
    }
    const next = moved(event.key, cursor, layout.columns, cells.length);
    if (next === null) return;
    event.preventDefault();
    setCursor(next);
  };
  const said = cells[cursor] === undefined ? "" : describe(store, cells[cursor]);
  const hint = hovered >= 0 && cells[hovered] !== undefined ? describe(store, cells[hovered]) : "";

  if (cells.length === 0 && store.size > 0) {
    return <Empty title={t("run.none_fit")} text={t("run.none_fit_text")} />;
  }
  return (
    <div ref={box} className="max-h-[60vh] overflow-y-auto">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="application"
        aria-roledescription={t("run.grid")}
        aria-label={t("run.grid_label", { n: cells.length })}
        aria-describedby="grid-cursor"
        className="block cursor-pointer rounded outline-none"
        onKeyDown={press}
        onFocus={() => setIsFocused(true)}
        onBlur={() => setIsFocused(false)}
        onMouseMove={(event) => setHovered(at(event))}
        onMouseLeave={() => setHovered(-1)}
        onClick={(event) => {
          const cell = at(event);
          if (cell < 0) return;
          setCursor(cell);
          open(cell);
        }}
      />
      <p id="grid-cursor" aria-live="polite" className="sr-only">
        {isFocused ? said : ""}
      </p>
      <p className="sticky bottom-0 min-h-6 bg-bg pt-1 text-sm text-muted" aria-hidden>
        {hint || (isFocused ? said : t("run.grid_help"))}
      </p>
    </div>
  );
}

function describe(store: RunStore, index: number): string {
  const host = store.sessions[index]!;
  return t("run.host_at_step", {
    host: host.target_label,
    state: stateName(store.stateAt(index)),
    step: (store.steps[index] ?? 0) + 1,
  });
}

function cellAt(event: React.MouseEvent, layout: GridLayout, count: number): number {
  const { left, top } = event.currentTarget.getBoundingClientRect();
  const column = Math.floor((event.clientX - left) / layout.pitch);
  const row = Math.floor((event.clientY - top) / layout.pitch);
  const cell = row * layout.columns + column;
  return column < layout.columns && cell >= 0 && cell < count ? cell : -1;
}

/// Null: the key moves nothing.
export function moved(key: string, cursor: number, columns: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * 5,
    PageUp: -columns * 5,
  };
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step = steps[key];
  if (step === undefined) return null;
  const next = cursor + step;
  return next < 0 || next >= count ? cursor : next;
}
