// A step that a person carries out: what to do, and what became of it.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answerStep, type SessionDetail, type StepMark } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Textarea } from "@/kit/field";
import { t } from "@/text/t";

const marks: StepMark[] = ["done", "done_with_issues", "skipped", "failed"];
const needsText = (mark: StepMark) => mark !== "done";

type PersonStepProps = { session: SessionDetail; onAnswered?: (session: SessionDetail) => void };

export function PersonStep({ session, onAnswered }: PersonStepProps) {
  const [text, setText] = useState("");
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const answering = useMutation({
    mutationFn: (mark: StepMark) => answerStep(session, mark, text.trim()),
    onSuccess: (answered) => {
      setText("");
      onAnswered?.(answered);
    },
    onSettled: () => {
      for (const key of ["session-detail", "batch", "batch-sessions", "batches"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  if (!session.prompt || session.prompt.kind !== "person" || !mayWrite) return null;
  return (
    <div className="flex flex-col gap-3 rounded-card border border-waiting bg-waiting-soft p-4">
      <p className="font-medium break-words">{session.prompt.text || t("person.do_it")}</p>
      <Field label={t("person.note")} problem={answering.isError ? messageOf(answering.error) : undefined}>
        <Textarea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
      </Field>
      <div className="flex flex-wrap gap-2">
        {marks.map((mark) => (
          <Button
            key={mark}
            look={mark === "done" ? "primary" : mark === "failed" ? "danger" : "secondary"}
            busy={answering.isPending}
            blocked={needsText(mark) && !text.trim() && t("person.note_needed")}
            onClick={() => answering.mutate(mark)}
          >
            {t(`person.${mark}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
