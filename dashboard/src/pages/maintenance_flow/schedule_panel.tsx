// The schedules of a maintenance flow: set, changed, disabled. One recurring schedule can be active for
// each flow.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import type { Flow } from "@/api/flows";
import { type Schedule, schedulesQuery, tellSchedule } from "@/api/schedules";
import { useMayWrite } from "@/api/session";
import { Answer, Lines } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { dateTime } from "@/text/time";
import { Firings } from "../schedules/firings";
import { ScheduleForm } from "../schedules/schedule_form";
import { ScheduleState } from "../schedules/schedule_state";

const shown = new Set<Schedule["status"]>(["pending_approval", "approved", "running", "paused"]);

export function SchedulePanel({ flow }: { flow: Flow }) {
  const [editing, setEditing] = useState<Schedule | "new" | null>(null);
  const schedules = useQuery(schedulesQuery({ tree_id: flow.id }));
  const mayWrite = useMayWrite();
  const add = mayWrite && <Button onClick={() => setEditing("new")}>{t("schedule.set")}</Button>;
  return (
    <Card title={t("schedule.title")} actions={add}>
      <Answer query={schedules} waiting={<Lines count={2} />}>
        {(page) => {
          const current = page.items.filter((one) => shown.has(one.status));
          return current.length === 0 ? (
            <p className="flex items-center gap-2 text-muted">
              <CalendarClock size={16} aria-hidden />
              {t("schedule.none")}
            </p>
          ) : (
            <ul className="flex flex-col gap-4">
              {current.map((one) => (
                <li key={one.id}>
                  <ScheduleInShort schedule={one} onEdit={mayWrite ? () => setEditing(one) : undefined} />
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
      {editing && (
        <ScheduleForm flow={flow} schedule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Card>
  );
}

type InShortProps = { schedule: Schedule; onEdit: (() => void) | undefined };

function ScheduleInShort({ schedule, onEdit }: InShortProps) {
  const queries = useQueryClient();
  const toast = useToast();
  const telling = useMutation({
    mutationFn: () => tellSchedule(schedule.id, schedule.status === "paused" ? "resume" : "pause"),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["schedules"] }),
    onError: toast.failed,
  });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3">
        <Link to="/maintenances/schedules/$scheduleId" params={{ scheduleId: schedule.id }} className="flex-1 font-medium hover:underline">
          {schedule.cron_words || (schedule.scheduled_start ? dateTime(schedule.scheduled_start, schedule.timezone) : t("schedule.not_timed"))}
        </Link>
        <ScheduleState schedule={schedule} />
      </div>
      {schedule.is_active && <Firings instants={schedule.next_runs} zone={schedule.timezone} />}
      {onEdit && (
        <div className="flex gap-2">
          <Button onClick={onEdit}>{t("flow.edit")}</Button>
          {(schedule.status === "paused" || schedule.status === "approved") && (
            <Button onClick={() => telling.mutate()} busy={telling.isPending}>
              {schedule.status === "paused" ? t("schedule.enable") : t("schedule.disable")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
