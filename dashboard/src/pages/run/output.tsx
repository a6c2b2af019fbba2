// What a step wrote, as text: followed while it runs, searched, and only the visible lines drawn.
import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Stage } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { Instant } from "@/kit/instant";
import { number, t } from "@/text/t";
import { linesOf, piecesOf } from "./ansi";
import { useOutput } from "./use_output";

type OutputProps = { session: string; stage: Stage; step: number; isRunning: boolean };

const lineHeight = 19;
const heightMax = 288;

export function Output(props: OutputProps) {
  const { text, leftOut, removedAt, error, isRead } = useOutput(props);
  const [words, setWords] = useState("");
  const [follows, setFollows] = useState(true);
  const scroll = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(text), [text]);
  const found = useMemo(() => {
    const wanted = words.toLowerCase();
    return wanted ? lines.flatMap((line, index) => (line.toLowerCase().includes(wanted) ? [index] : [])) : [];
  }, [lines, words]);
  const [at, setAt] = useState(0);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    overscan: 12,
  });
  useEffect(() => {
    if (follows && props.isRunning && lines.length > 0) virtual.scrollToIndex(lines.length - 1);
  }, [lines.length, follows, props.isRunning, virtual]);
  const show = (next: number) => {
    if (found.length === 0) return;
    const wrapped = (next + found.length) % found.length;
    setAt(wrapped);
    setFollows(false);
    virtual.scrollToIndex(found[wrapped] ?? 0, { align: "center" });
  };

  if (error && !isRead) return <p className="text-failed">{messageOf(error)}</p>;
  if (isRead && lines.length === 0 && removedAt !== null) {
    return (
      <p className="text-muted">
        {t("output.removed")} <Instant at={removedAt} />
      </p>
    );
  }
  if (isRead && lines.length === 0) {
    return <p className="text-muted">{props.isRunning ? t("output.none_yet") : t("output.none")}</p>;
  }
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <input
          type="search"
          aria-label={t("output.search")}
          placeholder={t("output.search")}
          className="control w-44!"
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => event.key === "Enter" && show(event.shiftKey ? at - 1 : at + 1)}
        />
        {words && (
          <span role="status" className="text-muted tabular-nums">
            {found.length === 0
              ? t("output.no_match")
              : t("output.match", { at: number(at + 1), n: found.length })}
          </span>
        )}
        {props.isRunning && (
          <button
            type="button"
            aria-pressed={follows}
            className={clsx("ml-auto min-h-7 rounded-control border px-2", follows ? "border-accent text-accent" : "border-control")}
            onClick={() => setFollows(!follows)}
          >
            {t("output.follow")}
          </button>
        )}
      </div>
      {leftOut > 0 && <p className="text-sm text-waiting">{t("output.left_out", { bytes: number(leftOut) })}</p>}
      <div
        ref={scroll}
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t("output.label")}
        onWheel={(event) => event.deltaY < 0 && setFollows(false)}
        style={{ height: Math.min(heightMax, lines.length * lineHeight + 28) }}
        className="overflow-auto rounded-control border border-line bg-sunken py-1 font-mono text-[12.5px] [font-variant-ligatures:none]"
      >
        <div className="relative min-w-max" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.index}
              className={clsx(
                "absolute left-0 flex min-w-full whitespace-pre",
                words && found[at] === item.index && "bg-accent-soft",
              )}
              style={{ height: lineHeight, transform: `translateY(${item.start}px)` }}
            >
              <span aria-hidden className="w-14 shrink-0 pr-3 text-right text-muted select-none">
                {item.index + 1}
              </span>
              <span className="pr-3">
                {piecesOf(lines[item.index] ?? "").map((piece, index) => (
                  <span key={index} className={clsx(piece.color, piece.bold && "font-bold")}>
                    {piece.text}
                  </span>
                ))}
              </span>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
