// What one step wrote on all hosts, each text once: a thousand equal outputs are one row, the odd one stands out.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type BatchDetail, outputGroupsQuery } from "@/api/batches";
import { Answer, Empty } from "@/kit/answer";
import { Select } from "@/kit/field";
import { Names } from "@/kit/names";
import { sortedNames } from "@/text/natural";
import { number, t } from "@/text/t";
import { Command } from "../flow/steps";

export function OutputGroups({ batch }: { batch: BatchDetail }) {
  const [step, setStep] = useState(0);
  const groups = useQuery(outputGroupsQuery(batch.batch_id, "steps", step));
  return (
    <div className="flex flex-col gap-3">
      <Select aria-label={t("run.column_step")} className="w-auto! self-start" value={step} onChange={(event) => setStep(Number(event.target.value))}>
        {batch.steps.map((one, index) => (
          <option key={index} value={index}>
            {index + 1}. {one.title}
          </option>
        ))}
      </Select>
      <Answer query={groups}>
        {(found) =>
          found.groups.length === 0 ? (
            <Empty title={t("groups.none")} text={t("groups.none_text")} />
          ) : (
            <>
              <p className="text-muted">
                {t("groups.total", { n: found.groups_total, targets: found.targets, without: found.without })}
              </p>
              <ol className="flex flex-col gap-3">
                {found.groups.map((group) => (
                  <li key={group.digest} className="rounded-card border border-line bg-panel px-4 py-3">
                    <p className="break-words">
                      <strong className="font-semibold tabular-nums">{t("groups.hosts", { n: group.count })}</strong>{" "}
                      <span className="text-sm text-muted">
                        <Names of={sortedNames(group.targets)} />
                        {group.count > group.targets.length && "…"}
                      </span>
                    </p>
                    <Command text={group.first_lines} />
                    <p className="mt-1 text-xs text-muted">{t("groups.bytes", { bytes: number(group.bytes) })}</p>
                  </li>
                ))}
              </ol>
            </>
          )
        }
      </Answer>
    </div>
  );
}
