// All problems of the text in a list; one click goes there.
import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import type { Schemas } from "@/api/client";
import { t } from "@/text/t";

type Found = Schemas["Diagnostic"];

export function Problems({ found, onOpen }: { found: Found[]; onOpen: (one: Found) => void }) {
  if (found.length === 0) {
    return (
      <p className="flex items-center gap-2 text-muted">
        <CircleCheck size={16} className="text-ok" aria-hidden />
        {t("editor.no_problems")}
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-1">
      {found.map((one, index) => (
        <li key={index}>
          <button
            type="button"
            onClick={() => onOpen(one)}
            className="flex w-full gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-sunken"
          >
            {one.severity === "error" ? (
              <CircleAlert size={16} className="mt-0.5 shrink-0 text-failed" aria-label={t("editor.error")} />
            ) : (
              <TriangleAlert size={16} className="mt-0.5 shrink-0 text-waiting" aria-label={t("editor.warning")} />
            )}
            <span className="min-w-0 flex-1">
              <span className="break-words">{one.message}</span>
              {one.hint && <span className="block text-sm text-muted">{one.hint}</span>}
              <span className="block text-xs text-muted">
                {t("editor.place", { line: one.line, column: one.column, code: one.code })}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
