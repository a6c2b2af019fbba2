// Why something was refused: what the server said, and every place that it named.
import { clsx } from "clsx";
import { messageOf, Problem } from "@/api/problem";

type RefusalProps = { error: unknown; className?: string };

/// Nothing without an error; a text is one.
export function Refusal({ error, className }: RefusalProps) {
  if (!error) return null;
  const findings = error instanceof Problem ? error.findings : [];
  const places = findings.map((one) => (one.line === undefined ? one.message : `${one.line}: ${one.message}`));
  const said = [...new Set([messageOf(error), ...places])];
  return (
    <div role="alert" className={clsx("rounded-control border border-failed bg-failed-soft px-3 py-2 text-failed", className)}>
      {said.map((text) => (
        <p key={text} className="break-words">
          {text}
        </p>
      ))}
    </div>
  );
}
