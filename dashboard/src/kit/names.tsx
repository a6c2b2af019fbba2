// Names of machines in running text: lines break between them, inside one only where it alone is wider
// than the line.
import { Fragment } from "react";
import { t } from "@/text/t";

export function Name({ of }: { of: string }) {
  return <span className="inline-block max-w-full break-words">{of}</span>;
}

/// The first `max` of them, and how many more there are.
export function Names({ of, max = of.length }: { of: string[]; max?: number }) {
  const shown = of.slice(0, max);
  const rest = of.length - shown.length;
  return (
    <>
      {shown.map((name, index) => (
        <Fragment key={index}>
          {index > 0 && " "}
          <Name of={index < shown.length - 1 ? `${name},` : name} />
        </Fragment>
      ))}
      {rest > 0 && ` ${t("prompt.more_hosts", { n: rest })}`}
    </>
  );
}

/// A sentence in which `{labels}` stands for names.
export function WithNames({ text, of, max }: { text: string; of: string[]; max?: number }) {
  const [before, after] = text.split("{labels}");
  if (after === undefined) return text;
  return (
    <>
      {before}
      <Names of={of} max={max} />
      {after}
    </>
  );
}
