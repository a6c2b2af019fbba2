// Targets that are entered: their names, or what the servers are.
import type { Flow } from "@/api/flows";
import { Radios } from "@/kit/radios";
import { SelectorChoice } from "@/pages/servers/selector_choice";
import { t } from "@/text/t";
import type { Choice } from "./choice";
import { ManualTab } from "./manual_tab";

type EntryTabProps = { flow: Flow; choice: Choice; onChange: (part: Partial<Choice>) => void };

export function EntryTab({ flow, choice, onChange }: EntryTabProps) {
  return (
    <div className="flex flex-col gap-4">
      <Radios
        label={t("launch.entered_by")}
        value={choice.way}
        onChange={(way) => onChange({ way })}
        options={{ names: t("schedule.names"), selector: t("selector.by_kind") }}
      />
      {choice.way === "names" ? (
        <ManualTab text={choice.text} onChange={(text) => onChange({ text })} />
      ) : (
        <SelectorChoice value={choice.selector} own={flow.target_selector} onChange={(selector) => onChange({ selector })} />
      )}
    </div>
  );
}
