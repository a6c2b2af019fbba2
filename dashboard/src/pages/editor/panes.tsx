// The views of one text: markdown and form side by side where there is room, else one at a time. The
// markdown stays in the page while it is not shown, as it holds the document that all of them change.
import { Columns2 } from "lucide-react";
import { clsx } from "clsx";
import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useSyncExternalStore } from "react";
import { changeSetting, useSetting } from "@/app/settings";
import { Button } from "@/kit/button";
import type { Tab } from "@/kit/tabs";
import { t } from "@/text/t";

const wide = matchMedia("(min-width: 1024px)");

function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener("change", listener);
      return () => wide.removeEventListener("change", listener);
    },
    () => wide.matches,
  );
}

/// Whether both are to be seen at once, and the switch for it.
export function useSplit() {
  const isWide = useIsWide();
  const isWanted = useSetting("editor") === "split";
  return {
    isSplit: isWide && isWanted,
    toggle: isWide ? () => changeSetting("editor", isWanted ? "single" : "split") : null,
  };
}

type PanesProps = {
  value: string;
  onChange: (value: string) => void;
  split: ReturnType<typeof useSplit>;
  markdown: ReactNode;
  tabs: Tab[];
};

/// What the window has left below the page's head.
const height = "h-[calc(100dvh-155px)] min-h-96";

export function Panes({ value, onChange, split, markdown, tabs }: PanesProps) {
  const { isSplit, toggle } = split;
  const shown = isSplit && value === "markdown" ? "form" : value;
  const isHidden = !isSplit && shown !== "markdown";
  // Beside the tabs it is none of them.
  const own = isSplit ? { role: "region", "aria-labelledby": undefined, "aria-label": t("editor.markdown") } : {};
  return (
    <Radix.Root value={shown} onValueChange={onChange} className={clsx("grid gap-x-4 gap-y-3", isSplit && "grid-cols-2 grid-rows-[auto_minmax(0,1fr)]", isSplit && height)}>
      <div className={clsx("flex items-end gap-2", isSplit ? "col-start-2 row-start-1" : "")}>
        <Radix.List aria-label={t("editor.side")} className="flex min-w-0 flex-1 flex-wrap gap-x-1 border-b border-line">
          {!isSplit && <Trigger value="markdown">{t("editor.markdown")}</Trigger>}
          {tabs.map((tab) => (
            <Trigger key={tab.value} value={tab.value}>{tab.label}</Trigger>
          ))}
        </Radix.List>
        {toggle && (
          <Button aria-pressed={isSplit} icon={<Columns2 size={15} aria-hidden />} onClick={toggle} className={clsx(isSplit && "bg-sunken")}>
            {t("editor.split")}
          </Button>
        )}
      </div>
      <Radix.Content
        value="markdown"
        forceMount
        tabIndex={-1}
        {...own}
        className={clsx(
          "min-w-0 overflow-hidden rounded-card border border-control focus-within:outline-2 focus-within:outline-focus",
          isSplit ? "col-start-1 row-span-2 row-start-1 min-h-0" : height, isHidden && "hidden",
        )}
      >
        {markdown}
      </Radix.Content>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          // What is unfolded in the form stays so.
          forceMount={tab.value === "form" || undefined}
          className={clsx(
            "relative min-w-0 rounded-card border border-line bg-panel p-4 data-[state=inactive]:hidden",
            isSplit && "col-start-2 row-start-2 min-h-0 overflow-y-auto",
          )}
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

function Trigger({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Radix.Trigger
      value={value}
      className="-mb-px min-h-9 border-b-2 border-transparent px-2.5 whitespace-nowrap text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
    >
      {children}
    </Radix.Trigger>
  );
}
