// A schedule that waits for its approval: what, where and when, and the two answers. What is approved is
// what the person saw: where it has changed since, the change is shown and has to be read first.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { flowQuery } from "@/api/flows";
import { Problem } from "@/api/problem";
import { decideSchedule, type Schedule } from "@/api/schedules";
import { targetListQuery } from "@/api/target_lists";
import { Button } from "@/kit/button";
import { Difference } from "@/kit/difference";
import { Field, Input } from "@/kit/field";
import { Instant } from "@/kit/instant";
import { t } from "@/text/t";
import { Fact, Facts } from "../flow/facts";
import { Command } from "../flow/steps";
import { type Answered, Bar, useAnswering } from "../run/approval_bar";
import { TargetsOf } from "./targets_of";

export function ScheduleApproval({ schedule }: { schedule: Schedule }) {
  const [name, setName] = useState("");
  const [seen, setSeen] = useState(schedule);
  const hasChanged = seen.digest !== schedule.digest;
  const deciding = useAnswering(({ approved, comment }: Answered) =>
    decideSchedule(schedule.id, { approved, comment, digest: seen.digest, name }),
  );
  const wantsName =
    name !== "" || (deciding.error instanceof Problem && deciding.error.findings.some((one) => one.pointer === "/name"));
  return (
    <Bar
      title={t("schedule.waits", { risk: schedule.risk_level })}
      approve={t("schedule.approve")}
      busy={deciding.isPending}
      error={deciding.error}
      blocked={hasChanged && t("schedule.changed_blocked")}
      onAnswer={(approved, comment) => deciding.mutate({ approved, comment })}
    >
      <p>{t("schedule.waits_text")}</p>
      {hasChanged && <Changed seen={seen} schedule={schedule} onRead={() => setSeen(schedule)} />}
      <What schedule={schedule} />
      <p className="mt-2 text-sm text-muted break-all">{t("prompt.digest", { digest: seen.digest })}</p>
      {wantsName && (
        <Field label={t("prompt.own_name", { name: schedule.name })} className="mt-2 max-w-96">
          <Input value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
    </Bar>
  );
}

function Changed({ seen, schedule, onRead }: { seen: Schedule; schedule: Schedule; onRead: () => void }) {
  const isTextChanged = seen.frozen_markdown !== schedule.frozen_markdown;
  return (
    <div role="alert" className="mt-2 flex flex-col items-start gap-2 rounded-control border border-failed bg-failed-soft p-3">
      <p className="font-medium text-failed">{t("schedule.changed")}</p>
      {isTextChanged ? (
        <div className="w-full">
          <Difference before={seen.frozen_markdown} after={schedule.frozen_markdown} label={t("schedule.changed")} />
        </div>
      ) : (
        <p>{t("schedule.changed_else")}</p>
      )}
      <Button onClick={onRead}>{t("schedule.changed_read")}</Button>
    </div>
  );
}

function What({ schedule }: { schedule: Schedule }) {
  const list = useQuery({ ...targetListQuery(schedule.target_list_id ?? ""), enabled: schedule.target_list_id !== null });
  const flow = useQuery(flowQuery(schedule.tree_id));
  const isOwnText = flow.data !== undefined && flow.data.markdown !== schedule.frozen_markdown;
  return (
    <>
      <Facts className="mt-2 text-sm">
        <Fact name={t("launch.targets")}>
          {list.data
            ? t("schedule.list", { name: list.data.name, n: list.data.target_count })
            : <TargetsOf schedule={schedule} />}
        </Fact>
        {schedule.next_run_at !== null && (
          <Fact name={t("maintenances.next")}>
            <Instant at={schedule.next_run_at} zone={schedule.timezone} /> {schedule.timezone}
          </Fact>
        )}
        {Object.entries(schedule.variables_override).map(([variable, value]) => (
          <Fact key={variable} name={variable}>
            {value}
          </Fact>
        ))}
      </Facts>
      <details className="mt-2">
        <summary className="min-h-6 cursor-pointer underline">{t("prompt.frozen")}</summary>
        <Command text={schedule.frozen_markdown} />
      </details>
      {isOwnText && (
        <details className="mt-1">
          <summary className="min-h-6 cursor-pointer underline">{t("schedule.own_text")}</summary>
          <Difference before={flow.data!.markdown} after={schedule.frozen_markdown} label={t("schedule.own_text")} />
        </details>
      )}
    </>
  );
}
