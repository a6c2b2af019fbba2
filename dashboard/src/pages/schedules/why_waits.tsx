// "Why is it not running?", of a schedule: what has to happen before it fires.
import type { Schedule } from "@/api/schedules";
import { useSession } from "@/api/session";
import { t } from "@/text/t";
import { ago, dateTime } from "@/text/time";

const over = new Set<Schedule["status"]>(["completed", "failed", "rejected", "cancelled", "missed"]);

export function WhyWaits({ schedule }: { schedule: Schedule }) {
  const stopped = useSession()?.team.stopped_reason;
  if (schedule.status === "running") return null;
  return (
    <details className="text-sm">
      <summary className="min-h-6 w-fit cursor-pointer underline">{t("why.ask")}</summary>
      <ul className="mt-1 flex flex-col gap-1">
        {stopped && <li className="break-words">{t("why.stopped", { reason: stopped })}</li>}
        <li>{reasonOf(schedule)}</li>
      </ul>
    </details>
  );
}

function reasonOf(schedule: Schedule): string {
  if (schedule.status === "pending_approval") return t("why.approval");
  if (schedule.status === "paused") return t("why.disabled");
  if (over.has(schedule.status)) return t("why.over");
  if (schedule.next_run_at === null) return t("why.no_time");
  return t("why.due", {
    when: dateTime(schedule.next_run_at, schedule.timezone),
    zone: schedule.timezone,
    ago: ago(schedule.next_run_at),
  });
}
