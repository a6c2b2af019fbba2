// Text that was typed and not saved, kept in the browser in case the tab or the machine goes away.

export type Draft = { text: string; version: number; at: number };

const key = (flowId: string) => `fettle.draft.${flowId}`;

export function storedDraft(flowId: string): Draft | null {
  try {
    const found = JSON.parse(localStorage.getItem(key(flowId)) ?? "null") as Draft | null;
    return found && typeof found.text === "string" ? found : null;
  } catch {
    return null;
  }
}

export function storeDraft(flowId: string, draft: Draft) {
  try {
    localStorage.setItem(key(flowId), JSON.stringify(draft));
  } catch {
    // Full or switched off: the text is still in the editor.
  }
}

export function forgetDraft(flowId: string) {
  try {
    localStorage.removeItem(key(flowId));
  } catch {
    // Nothing was stored then.
  }
}
