// Whether what is shown is what is. A page that silently stops is worse than one that says so.
import { clsx } from "clsx";
import { useNow } from "@/kit/instant";
import { useLiveStatus } from "@/live/live";
import { t } from "@/text/t";
import { duration } from "@/text/time";

export function LiveDot() {
  const { state, heardAt } = useLiveStatus();
  const now = useNow(1_000);
  const silent = heardAt > 0 ? duration(now - heardAt) : "";
  const text =
    state === "live"
      ? t("live.live")
      : heardAt > 0
        ? t("live.stale", { time: silent })
        : t("live.connecting");
  return (
    <span
      role="status"
      className={clsx(
        "flex items-center gap-1.5 rounded-control px-2 py-1 text-sm",
        state === "live" ? "text-muted" : "text-waiting",
      )}
    >
      <span
        aria-hidden
        className={clsx("size-2 rounded-full", state === "live" ? "bg-ok" : "bg-waiting")}
      />
      <span className={state === "live" ? "max-sm:sr-only" : ""}>{text}</span>
    </span>
  );
}
