// Two texts compared: lines that went and lines that came, each with its mark beside its colour.
import { clsx } from "clsx";
import { useMemo } from "react";
import { t } from "@/text/t";
import { differences, type Line } from "@/text/difference";

const marks: Record<Line["kind"], string> = { same: " ", added: "+", removed: "−" };
const looks: Record<Line["kind"], string> = {
  same: "text-muted",
  added: "bg-ok-soft text-ok",
  removed: "bg-failed-soft text-failed",
};

export function Difference({ before, after, label }: { before: string; after: string; label: string }) {
  const hunks = useMemo(() => differences(before, after), [before, after]);
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={label}
      className="max-h-96 overflow-auto rounded-control border border-line bg-panel py-1 font-mono text-sm"
    >
      {hunks.map((hunk, at) => (
        <div key={at}>
          {hunk.leftOut > 0 && <p className="bg-sunken px-3 text-muted">{t("difference.left_out", { n: hunk.leftOut })}</p>}
          {hunk.lines.map((line, index) => (
            <p key={index} className={clsx("flex gap-2 px-3", looks[line.kind])}>
              <span aria-hidden className="shrink-0 select-none whitespace-pre">
                {marks[line.kind]}
              </span>
              {line.kind !== "same" && <span className="sr-only">{t(`difference.${line.kind}`)}</span>}
              <span className="min-w-0 break-words whitespace-pre-wrap">{line.text}</span>
            </p>
          ))}
        </div>
      ))}
    </div>
  );
}
