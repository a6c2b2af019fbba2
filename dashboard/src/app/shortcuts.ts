// The keyboard map: one table, which the help sheet shows and the handler obeys. Single keys work
// outside of text fields only, and can be switched off (WCAG 2.1.4).
import { useEffect, useRef } from "react";
import type { TextKey } from "@/text/t";
import { setting } from "./settings";

export const goTo = [
  { keys: "g o", to: "/", text: "nav.overview" },
  { keys: "g f", to: "/trees", text: "nav.all_flows" },
  { keys: "g m", to: "/trees?type=maintenance", text: "nav.maintenance" },
  { keys: "g s", to: "/maintenances", text: "nav.maintenances" },
  { keys: "g c", to: "/calendar", text: "nav.calendar" },
  { keys: "g e", to: "/sessions", text: "nav.sessions" },
  { keys: "g a", to: "/approvals", text: "nav.approvals" },
  { keys: "g n", to: "/notifications", text: "bell.title" },
  { keys: "g h", to: "/servers", text: "nav.servers" },
  { keys: "g r", to: "/recipes", text: "nav.recipes" },
  { keys: "g t", to: "/account/target-lists", text: "nav.target_lists" },
] as const satisfies { keys: string; to: string; text: TextKey }[];

export const general = [
  { keys: "Ctrl K", text: "keys.palette" },
  { keys: "/", text: "keys.search" },
  { keys: "?", text: "keys.help" },
  { keys: "[", text: "keys.sidebar" },
  { keys: "Esc", text: "keys.close" },
] as const satisfies { keys: string; text: TextKey }[];

function inText(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return Boolean(element?.closest?.("input, textarea, select, [contenteditable=true], .cm-editor"));
}

type Actions = {
  go: (to: string) => void;
  palette: () => void;
  help: () => void;
  sidebar: () => void;
};

export function useShortcuts(actions: Actions) {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    let prefix = 0; // when `g` was pressed
    const press = (event: KeyboardEvent) => {
      const { go, palette, help, sidebar } = latest.current;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || inText(event.target)) return;
      if (setting("keys") === "off" || document.querySelector("[role=dialog]")) return;
      const found = goTo.find((one) => one.keys === `g ${event.key}`);
      if (Date.now() - prefix < 1500 && found) {
        prefix = 0;
        go(found.to);
      } else if (event.key === "g") prefix = Date.now();
      else if (event.key === "?") help();
      else if (event.key === "[") sidebar();
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>("main input[type=search]");
        if (!search) return;
        event.preventDefault();
        search.focus();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
