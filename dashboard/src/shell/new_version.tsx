// Says that the program was updated while this page was open.
import { useCallback, useState } from "react";
import type { LiveEvent } from "@/live/messages";
import { useLiveEvents } from "@/live/live";
import { t } from "@/text/t";

/// Of the program that this page came from, as far as it has said.
let known = "";

export function NewVersion() {
  const [isNew, setIsNew] = useState(false);
  const hear = useCallback((event: LiveEvent) => {
    if (event.kind !== "hello") return;
    known ||= event.build;
    if (event.build !== known) setIsNew(true);
  }, []);
  useLiveEvents(hear);
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
