// What a task asks of a person: what to see in the end, what to tick off, what to do instead.
import type { BatchStep } from "@/api/batches";
import { Checkbox } from "@/kit/field";
import { Inline } from "@/kit/inline";
import { t } from "@/text/t";

export function TaskFacts({ task }: { task: NonNullable<BatchStep["task"]> }) {
  return (
    <div className="flex flex-col gap-2">
      {task.expected_outcome && <Line name={t("task.expected")} text={task.expected_outcome} />}
      {task.verification && <Line name={t("task.verify")} text={task.verification.prompt} />}
      {task.reference_url && <Line name={t("task.reference")} text={task.reference_url} />}
      {task.checklist.length > 0 && (
        <fieldset>
          <legend className="text-muted">{t("task.checklist")}</legend>
          {task.checklist.map((one) => (
            <Checkbox key={one} label={one} />
          ))}
        </fieldset>
      )}
      {task.fallback.map((one) => (
        <details key={one.title}>
          <summary className="min-h-6 cursor-pointer underline">{t("task.fallback", { title: one.title })}</summary>
          <p className="break-words whitespace-pre-wrap"><Inline text={one.instructions} /></p>
        </details>
      ))}
    </div>
  );
}

function Line({ name, text }: { name: string; text: string }) {
  return (
    <p className="break-words">
      <span className="text-muted">{name}: </span>
      <Inline text={text} />
    </p>
  );
}
