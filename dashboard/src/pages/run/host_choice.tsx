// Some of many hosts, ticked: a search narrows what is shown, and of that all can be ticked at once.
import { useState } from "react";
import { Button } from "@/kit/button";
import { SearchBox } from "@/kit/search_box";
import { State } from "@/kit/states";
import { t } from "@/text/t";
import type { RetryHost } from "./retry_plan";

const shownMax = 200;

type HostChoiceProps = { hosts: RetryHost[]; chosen: Set<string>; onChange: (chosen: Set<string>) => void };

export function HostChoice({ hosts, chosen, onChange }: HostChoiceProps) {
  const [text, setText] = useState("");
  const words = text.toLowerCase();
  const found = hosts.filter((host) => host.label.toLowerCase().includes(words));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{t("retry.chosen")}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox label={t("run.search_hosts")} value={text} onChange={setText} className="w-56" />
        <Button onClick={() => onChange(new Set([...chosen, ...found.map((host) => host.id)]))}>{t("choice.all", { n: found.length })}</Button>
        <Button onClick={() => onChange(new Set())}>{t("choice.none")}</Button>
      </div>
      <ul className="max-h-56 overflow-y-auto rounded-control border border-line" tabIndex={0} aria-label={t("run.hosts")}>
        {found.slice(0, shownMax).map((host) => (
          <li key={host.id} className="border-b border-line last:border-0">
            <label className="flex min-h-8 cursor-pointer items-center gap-3 px-3 hover:bg-sunken">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-[var(--accent)]"
                checked={chosen.has(host.id)}
                onChange={() => toggle(host.id)}
              />
              <span className="min-w-0 flex-1 truncate">{host.label}</span>
              <State state={host.state} />
            </label>
          </li>
        ))}
        {found.length > shownMax && <li className="px-3 py-1.5 text-muted">{t("prompt.more_hosts", { n: found.length - shownMax })}</li>}
      </ul>
    </fieldset>
  );
}
