// What a schedule without a list runs on.
import type { Schedule } from "@/api/schedules";
import { Names } from "@/kit/names";
import { t } from "@/text/t";

export function TargetsOf({ schedule }: { schedule: Schedule }) {
  if (schedule.targets.length > 0) return <Names of={schedule.targets} />;
  return schedule.selector_words || t("schedule.later");
}
