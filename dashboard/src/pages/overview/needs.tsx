// What goes on only when somebody does something: questions, halted runs, schedules to approve.
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { questions } from "@/api/approvals";
import type { Batch, BatchDetail } from "@/api/batches";
import type { Schedule } from "@/api/schedules";
import { rollup, State } from "@/kit/states";
import { t } from "@/text/t";
import { ago } from "@/text/time";

type NeedsProps = { batches: BatchDetail[]; halted: Batch[]; schedules: Schedule[]; next: Schedule | undefined };

export function Needs({ batches, halted, schedules, next }: NeedsProps) {
  if (batches.length + halted.length + schedules.length === 0) return <AllClear next={next} />;
  return (
    <ul>
      {halted.map((batch) => (
        <Need key={batch.batch_id} state="halted" text={batch.reason || rollup(batch.counts)}>
          <Link to="/flows/$flowId/batches/$batchId" params={{ flowId: batch.tree_id ?? "none", batchId: batch.batch_id }} className={linkLook}>
            {batch.name}
          </Link>
        </Need>
      ))}
      {batches.map((batch) => (
        <Need key={batch.batch_id} state={batch.status} text={t("overview.questions", { n: questions(batch) })}>
          <Link to="/flows/$flowId/batches/$batchId" params={{ flowId: batch.tree_id ?? "none", batchId: batch.batch_id }} className={linkLook}>
            {batch.name}
          </Link>
        </Need>
      ))}
      {schedules.map((schedule) => (
        <Need key={schedule.id} state="pending_approval" text={schedule.cron_words || t("overview.schedule")}>
          <Link to="/maintenances/schedules/$scheduleId" params={{ scheduleId: schedule.id }} className={linkLook}>
            {schedule.name}
          </Link>
        </Need>
      ))}
    </ul>
  );
}

const linkLook = "font-medium break-words before:absolute before:inset-0";

function Need({ state, text, children }: { state: string; text: string; children: ReactNode }) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2.5 last:border-0 hover:bg-sunken">
      <div className="min-w-0 flex-1 basis-60">
        {children}
        <p className="line-clamp-2 text-sm text-muted break-words">{text}</p>
      </div>
      <State state={state} />
    </li>
  );
}

function AllClear({ next }: { next: Schedule | undefined }) {
  return (
    <p className="flex items-center gap-2 p-4">
      <CircleCheck size={17} className="shrink-0 text-ok" aria-hidden />
      <span className="min-w-0 break-words">
        {t("overview.all_clear")}{" "}
        {next && <span className="text-muted">{t("overview.next", { name: next.name, when: ago(next.next_run_at!) })}</span>}
      </span>
    </p>
  );
}
