// The team's stop switch is on: nothing starts, and every page says so.
import { OctagonX } from "lucide-react";
import { useSession } from "@/api/session";
import { t } from "@/text/t";

export function Stopped() {
  const reason = useSession()?.team.stopped_reason;
  if (!reason) return null;
  return (
    <p role="alert" className="flex items-center justify-center gap-2 border-b border-failed bg-failed-soft px-4 py-2 text-failed">
      <OctagonX size={17} aria-hidden />
      <strong className="font-semibold">{t("stopped.title")}</strong> {reason}
    </p>
  );
}
