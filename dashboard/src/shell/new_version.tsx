// Says that the program was updated while this page was open.
import { useCallback, useState } from "react";
import type { LiveEvent } from "@/live/messages";
import { useLiveEvents } from "@/live/live";
import { t } from "@/text/t";

const build = document.querySelector<HTMLMetaElement>("meta[name=fettle-build]")?.content ?? "";

export function NewVersion() {
  const [isNew, setIsNew] = useState(false);
  const hear = useCallback((event: LiveEvent) => {
    if (event.type !== "hello") return;
    const served = (event.data as { build?: string } | null)?.build;
    if (served && build && !build.startsWith("%") && served !== build) setIsNew(true);
  }, []);
  useLiveEvents("team", hear);
  if (!isNew) return null;
  return (
    <p role="status" className="flex items-center justify-center gap-3 bg-accent-soft px-4 py-2 text-accent-ink">
      {t("version.new")}
      <button type="button" className="font-semibold underline" onClick={() => location.reload()}>
        {t("version.reload")}
      </button>
    </p>
  );
}
