// The state of a schedule, in its own words: an approved one is what others call active.
import type { Schedule } from "@/api/schedules";
import { Badge, type Tone } from "@/kit/badge";
import { t, type TextKey } from "@/text/t";

const tones: Record<Schedule["status"], Tone> = {
  pending_approval: "waiting",
  approved: "ok",
  running: "running",
  completed: "neutral",
  failed: "failed",
  rejected: "failed",
  paused: "neutral",
  cancelled: "neutral",
  missed: "failed",
};

export function ScheduleState({ schedule }: { schedule: Pick<Schedule, "status"> }) {
  return <Badge tone={tones[schedule.status]}>{t(`schedule.status_${schedule.status}` as TextKey)}</Badge>;
}
