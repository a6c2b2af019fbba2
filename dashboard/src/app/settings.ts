// What a person likes on this machine: theme, density, single-key shortcuts. Kept in the browser;
// public/theme.js applies it before the first paint.
import { useSyncExternalStore } from "react";

const defaults = {
  theme: "system",
  density: "comfortable",
  keys: "on",
  sidebar: "open",
  library: "table",
  editor: "split",
};
export type Setting = keyof typeof defaults;

const listeners = new Set<() => void>();
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

export function setting(name: Setting): string {
  try {
    return localStorage.getItem(`fettle.${name}`) ?? defaults[name];
  } catch {
    return defaults[name];
  }
}

export function changeSetting(name: Setting, value: string) {
  try {
    localStorage.setItem(`fettle.${name}`, value);
  } catch {
    // Storage is switched off: the choice can't be kept, nor can it be told to other tabs.
  }
  tell();
}

export function useSetting(name: Setting): string {
  return useSyncExternalStore(subscribe, () => setting(name));
}

/// The theme that is shown: with the system's, also when that changes.
export function useTheme(): string {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset.theme ?? "");
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function tell() {
  apply();
  for (const listener of listeners) listener();
}

function apply() {
  const theme = setting("theme");
  const system = prefersDark.matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme === "system" ? system : theme;
  document.documentElement.dataset.density = setting("density");
}

prefersDark.addEventListener("change", tell);
