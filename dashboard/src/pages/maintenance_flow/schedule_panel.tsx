// The schedule of a maintenance flow. One recurring schedule can be active for each flow.
import { CalendarClock } from "lucide-react";
import type { Flow } from "@/api/flows";
import { Card } from "@/kit/page";
import { t } from "@/text/t";

export function SchedulePanel({ flow }: { flow: Flow }) {
  return (
    <Card title={t("schedule.title")}>
      <p className="flex items-center gap-2 text-muted">
        <CalendarClock size={16} aria-hidden />
        {t("schedule.none", { name: flow.name })}
      </p>
    </Card>
  );
}
