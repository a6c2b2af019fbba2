// The team's stop switch is on: nothing starts, and every page says so.
import { OctagonX } from "lucide-react";
import { useSession } from "@/api/session";
import { t } from "@/text/t";
import { StopSwitch } from "./stop_switch";

export function Stopped() {
  const reason = useSession()?.team.stopped_reason;
  if (!reason) return null;
  return (
    <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-2 border-b border-failed bg-failed-soft px-4 py-2 text-failed">
      <p role="alert" className="flex min-w-0 items-center gap-2">
        <OctagonX size={17} className="shrink-0" aria-hidden />
        <strong className="font-semibold whitespace-nowrap">{t("stopped.title")}</strong>
        <span className="min-w-0 break-words">{reason}</span>
      </p>
      <StopSwitch />
    </div>
  );
}
