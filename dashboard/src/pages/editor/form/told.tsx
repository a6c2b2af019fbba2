// Problems in the form: errors in red, warnings in their own colour, with the words that say which.
import { clsx } from "clsx";
import { t } from "@/text/t";
import type { Found } from "./place_problems";

const tone = (one: Found) => (one.severity === "error" ? "text-failed" : "text-waiting");

export function Told({ found, className }: { found: Found[]; className?: string }) {
  if (found.length === 0) return null;
  return (
    <ul className={clsx("flex flex-col gap-0.5 text-sm", className)}>
      {found.map((one, index) => (
        <li key={index} className={clsx("break-words", tone(one))}>
          {one.severity === "warning" && `${t("editor.warning")}: `}
          {one.message}
        </li>
      ))}
    </ul>
  );
}

/// How many there are, beside what is folded.
export function Count({ found }: { found: Found[] }) {
  if (found.length === 0) return null;
  const errors = found.filter((one) => one.severity === "error").length;
  return (
    <span className={clsx("shrink-0 text-sm", errors > 0 ? "text-failed" : "text-waiting")}>
      {errors > 0 ? t("form.errors", { n: errors }) : t("form.warnings", { n: found.length })}
    </span>
  );
}
