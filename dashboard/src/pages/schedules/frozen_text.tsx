// The schedule's own text: edited before its approval, read afterwards. What is saved here is what the
// approval freezes, whatever becomes of the flow.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { EditorView } from "@codemirror/view";
import { useRef, useState } from "react";
import { messageOf } from "@/api/problem";
import { type Schedule, saveScheduleText } from "@/api/schedules";
import { useMayWrite } from "@/api/session";
import { Button } from "@/kit/button";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { Assistant } from "../assistant/assistant";
import { useTurns } from "../assistant/use_turns";
import { Code } from "../editor/code";
import { useLint } from "../editor/use_lint";

export default function FrozenText({ schedule }: { schedule: Schedule }) {
  const [text, setText] = useState(schedule.frozen_markdown);
  const view = useRef<EditorView | null>(null);
  const mayWrite = useMayWrite() && schedule.status === "pending_approval";
  const lint = useLint(text);
  const turns = useTurns({ schedule: schedule.id });
  const queries = useQueryClient();
  const toast = useToast();
  const found = lint.data?.diagnostics ?? [];
  const errors = found.filter((one) => one.severity === "error").length;
  const saving = useMutation({
    mutationFn: () => saveScheduleText(schedule, text),
    onSuccess: () => {
      for (const key of ["schedule", "schedules", "approvals"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("schedule.text_saved"));
    },
  });
  const whyNot =
    errors > 0
      ? t("editor.has_errors", { n: errors })
      : text === schedule.frozen_markdown && t("editor.unchanged");
  // One step for "undo", as if somebody had typed it.
  const apply = (markdown: string) => {
    const length = view.current?.state.doc.length ?? 0;
    view.current?.dispatch({ changes: { from: 0, to: length, insert: markdown } });
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">{mayWrite ? t("schedule.text_open") : t("schedule.text_frozen")}</p>
      <div className="h-[52vh] overflow-hidden rounded-control border border-control focus-within:outline-2 focus-within:outline-focus">
        <Code text={schedule.frozen_markdown} readOnly={!mayWrite} problems={found} onChange={setText} onView={(made) => (view.current = made)} />
      </div>
      {saving.isError && (
        <p role="alert" className="text-failed">
          {messageOf(saving.error)}
        </p>
      )}
      {mayWrite && (
        <div>
          <Button look="primary" blocked={whyNot} busy={saving.isPending} onClick={() => saving.mutate()}>
            {t("schedule.save_text")}
          </Button>
        </div>
      )}
      {mayWrite && (
        <section aria-label={t("assistant.title")} className="border-t border-line pt-3">
          <h3 className="mb-2 font-semibold">{t("assistant.title")}</h3>
          <Assistant turns={turns} text={text} onApply={apply} />
        </section>
      )}
    </div>
  );
}
