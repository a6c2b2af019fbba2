// Windows and freezes from an iCalendar file, such as another system's change calendar.
import { useState } from "react";
import { importCalendar } from "@/api/windows";
import { ImportDialog } from "@/kit/import_dialog";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { viewerZone } from "@/text/time";
import { Zone } from "../schedules/zone";
import { useRulesChanged } from "./rule_list";
import { type Scope, ScopeFields, wholeTeam } from "./scope";

export function ImportCalendar({ onClose }: { onClose: () => void }) {
  const [timezone, setTimezone] = useState(viewerZone);
  const [scope, setScope] = useState<Scope>(wholeTeam);
  const changed = useRulesChanged();
  const toast = useToast();
  return (
    <ImportDialog
      title={t("calendar.import_title")}
      description={t("calendar.import_text")}
      accept=".ics,text/calendar"
      answers={JSON.stringify([timezone, scope])}
      send={(text, digest) => importCalendar({ text, timezone, scope, apply: digest !== undefined, digest })}
      onDone={(done) => {
        changed();
        toast.done(t("calendar.imported", { n: done.added.length + done.changed.length }));
      }}
      onClose={onClose}
      settings={
        <>
          <div className="w-full">
            <ScopeFields scope={scope} onChange={setScope} />
          </div>
          <Zone value={timezone} onChange={setTimezone} />
        </>
      }
    />
  );
}
