// How somebody acts on a page: with the mouse, a finger, or the keyboard alone. By the keyboard each
// control is reached by Tab and the arrows, as a person would, and has to show that it has the focus.
// No script focuses or clicks for it.
import { expect, type Locator, type Page } from "@playwright/test";

export type Hand = "mouse" | "finger" | "keyboard";

const pressesMax = 250;

export class Person {
  readonly page: Page;
  readonly hand: Hand;

  constructor(page: Page, hand: Hand) {
    this.page = page;
    this.hand = hand;
  }

  /// A button, a link, a tab, an entry of a menu.
  async press(control: Locator) {
    if (this.hand === "mouse") return control.click();
    if (this.hand === "finger") return control.tap();
    await this.reach(control);
    await expect(control).toBeEnabled(); // as a click waits for it
    await this.reach(control);
    await this.page.keyboard.press("Enter");
  }

  /// A checkbox or a radio button.
  async check(control: Locator) {
    if (this.hand !== "keyboard") return control.check();
    await this.reach(control);
    if (!(await control.isChecked())) await this.page.keyboard.press("Space");
    await expect(control).toBeChecked();
  }

  async fill(control: Locator, text: string) {
    if (this.hand !== "keyboard") return control.fill(text);
    await this.reach(control);
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /// An entry of a closed list, by the letters that it begins with.
  async select(control: Locator, label: string) {
    if (this.hand !== "keyboard") return void (await control.selectOption({ label }));
    await this.reach(control);
    await this.page.keyboard.type(label);
    await expect(control.locator("option:checked")).toHaveText(label);
  }

  /// Gives it the focus, as before typing.
  async reach(control: Locator) {
    await expect(control).toBeVisible();
    if (this.hand !== "keyboard") return control.focus();
    for (let presses = 0; presses < pressesMax; presses++) {
      const keys = await control.evaluate(keysTowards);
      if (keys.length === 0) return this.#expectSeen(control);
      for (const key of keys) await this.page.keyboard.press(key);
    }
    throw new Error(`no key leads to ${control}`);
  }

  async #expectSeen(control: Locator) {
    await control.scrollIntoViewIfNeeded(); // what had the focus already may have been moved since
    await expect.poll(() => control.evaluate(focusFault), "the focus").toBe("");
  }
}

/// In the page: what a person presses next to come nearer to the control. None: it has the focus.
function keysTowards(control: Element): string[] {
  const active = document.activeElement;
  if (active === control) return [];
  if (!active || active === document.body) return ["Tab"];
  const isLater = (control.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING) === 0;
  const group = (element: Element): unknown => {
    if (element instanceof HTMLInputElement && element.type === "radio") return element.name;
    return element.closest("[role=tablist], [role=menu]");
  };
  const shared = group(control);
  if (shared && shared === group(active)) {
    if (control.getAttribute("role") === "tab") return [isLater ? "ArrowRight" : "ArrowLeft"];
    return [isLater ? "ArrowDown" : "ArrowUp"];
  }
  const next = isLater ? "Tab" : "Shift+Tab";
  if (active.closest(".cm-editor")) return ["Escape", next];
  const follows = (one: Element, other: Element) => (other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const isBetween = (one: Element) => (isLater ? follows(one, active) && follows(control, one) : follows(one, control) && follows(active, one));
  const editors = [...document.querySelectorAll<HTMLElement>(".cm-content")].filter((one) => one.checkVisibility() && isBetween(one));
  // A tab that is not open is no stop itself: its group is.
  const stop = control.closest("[role=tablist]")?.querySelector("[role=tab][tabindex='0']") ?? control;
  const goal = editors.at(isLater ? 0 : -1) ?? stop; // in an editor a second Tab would be text
  // Most of the way at once; a group has one stop, so there may be fewer than are counted.
  const stops = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex], .cm-content")]
    .filter((element) => element.tabIndex >= 0 && element.checkVisibility());
  const place = stops.indexOf(goal as HTMLElement);
  const between = place < 0 ? 1 : Math.abs(place - stops.indexOf(active as HTMLElement));
  return Array.from({ length: Math.max(1, Math.floor(between / 2)) }, () => next);
}

/// In the page: why a person would not see that the control has the focus.
function focusFault(control: Element): string {
  const { left, top, width, height } = control.getBoundingClientRect();
  const shown = { x: Math.max(left, 0) + Math.min(width, innerWidth) / 2, y: Math.max(top, 0) + Math.min(height, innerHeight) / 2 };
  const above = document.elementFromPoint(Math.min(shown.x, innerWidth - 1), Math.min(shown.y, innerHeight - 1));
  if (!above || !(control.contains(above) || above.contains(control))) return `is under ${above?.outerHTML.slice(0, 200)}`;
  if (control.hasAttribute("data-highlighted")) return ""; // an entry of a menu has another ground
  for (let at: Element | null = control; at && at !== document.body; at = at.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    if (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) return "";
    if (at.matches("[role=dialog], main, nav")) break;
  }
  return "shows nothing";
}

/// Fails the test when anything but keys comes to the page.
export async function refuseMouse(page: Page, faults: string[]) {
  await page.exposeFunction("tellMouse", (kind: string) => faults.push(`somebody with a keyboard alone used a ${kind}`));
  await page.addInitScript(() => {
    const tell = (window as unknown as { tellMouse: (kind: string) => void }).tellMouse;
    for (const kind of ["pointerdown", "mousedown", "wheel"]) {
      addEventListener(kind, (event) => event.isTrusted && tell(kind), { capture: true, passive: true });
    }
  });
}
