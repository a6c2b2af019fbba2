// The targets of an earlier batch of this flow: all of them, or those that were not completed.
import { useQuery } from "@tanstack/react-query";
import { batchesQuery } from "@/api/batches";
import type { Flow } from "@/api/flows";
import { Answer, Empty } from "@/kit/answer";
import { rollup, State } from "@/kit/states";
import { t } from "@/text/t";
import { dateTime } from "@/text/time";
import type { Choice } from "./choice";
import { Choices } from "@/kit/choices";

type PreviousTabProps = { flow: Flow; choice: Choice; onChange: (part: Partial<Choice>) => void };

export function PreviousTab({ flow, choice, onChange }: PreviousTabProps) {
  const batches = useQuery(batchesQuery({ tree_id: flow.id }));
  return (
    <Answer query={batches}>
      {(page) =>
        page.items.length > 0 ? (
          <div className="flex flex-col gap-3">
            <Choices
              label={t("launch.tab_previous")}
              value={choice.batchId}
              onChange={(batchId) => onChange({ batchId })}
              options={page.items.map((batch) => ({
                value: batch.batch_id,
                title: dateTime(batch.created_at),
                text: rollup(batch.counts),
                side: <State state={batch.status} />,
              }))}
            />
            <fieldset className="flex flex-wrap gap-4">
              <legend className="sr-only">{t("launch.which")}</legend>
              {(["all", "not_completed"] as const).map((which) => (
                <label key={which} className="flex items-center gap-2">
                  <input
                    type="radio"
                    name="which"
                    className="size-4 accent-[var(--accent)]"
                    checked={choice.which === which}
                    onChange={() => onChange({ which })}
                  />
                  {t(`launch.which_${which}`)}
                </label>
              ))}
            </fieldset>
          </div>
        ) : (
          <Empty title={t("history.empty")} text={t("launch.no_previous")} />
        )
      }
    </Answer>
  );
}
