// What the fields of the form share: the text as it is read, a way to change it that goes through the
// editor's document (so that undo covers both views), and the problems of each place.
import { isolateHistory, redo, undo } from "@codemirror/commands";
import { EditorView } from "@codemirror/view";
import { createContext, type KeyboardEvent, useContext, useEffect, useMemo, useRef, useState } from "react";
import { type Edits, FlowText, type Where } from "@/flow_text/edits";
import type { Path, Value } from "@/flow_text/value";
import { placeOf } from "@/flow_text/yaml_block";
import { beginsWith, type Found, isSameWhere, type Placed, placeProblems } from "./place_problems";

export type Recipe = { slug: string; name: string; risk: string; parameters: { name: string; label: string }[] };

/// How the undo history takes a change: letters that are typed join, anything else stands alone.
type Kind = "typing" | "whole";

export type Form = {
  flow: FlowText;
  isReadOnly: boolean;
  recipes: Recipe[];
  value: (where: Where, path: Path) => Value | undefined;
  /// False where the text can't be edited safely: it is as it was.
  change: (edit: (flow: FlowText) => Edits, kind?: Kind) => boolean;
  /// Removes the key, and what would be left empty by that.
  clear: (where: Where, path: Path) => boolean;
  problems: (where: Where | "whole", fits: (path: Path) => boolean) => Found[];
  /// Shows the place in the markdown.
  open: (where: Where, path: Path) => void;
  openAt: (position: number) => void;
  /// Letters that were typed and are not in the text yet.
  pending: Set<() => boolean>;
  flush: () => void;
};

const Context = createContext<Form | null>(null);
export const FormContext = Context.Provider;

export function useForm(): Form {
  const form = useContext(Context);
  if (!form) throw new Error("useForm() outside of the form");
  return form;
}

export type FormInput = {
  view: EditorView | null;
  text: string;
  isReadOnly: boolean;
  recipes: Recipe[];
  /// Of `judged`, which is the text at some time before.
  problems: Found[];
  judged: string;
  pending: Set<() => boolean>;
  onOpen: (position: number) => void;
};

const docOf = (view: EditorView) => view.state.doc.toString();

export function useFormOf(input: FormInput): Form {
  const { view, text, isReadOnly, recipes, problems, judged, pending, onOpen } = input;
  const flow = useMemo(() => new FlowText(text), [text]);
  const placed = useMemo(() => placeProblems(new FlowText(judged), problems), [judged, problems]);
  return useMemo(() => {
    const change: Form["change"] = (edit, kind = "whole") => {
      if (!view || isReadOnly) return false;
      const now = docOf(view) === flow.text ? flow : new FlowText(docOf(view));
      const changes = edit(now);
      if (!changes) return false;
      if (changes.length === 0) return true;
      const isAlone = kind === "whole";
      view.dispatch({
        changes,
        // So that the view beside shows what has changed.
        effects: EditorView.scrollIntoView(Math.min(...changes.map((one) => one.from)), { y: "nearest", yMargin: 60 }),
        userEvent: isAlone ? "input.form" : "input.type",
        annotations: isAlone ? isolateHistory.of("full") : [],
      });
      return true;
    };
    const flush = () => {
      for (const commit of pending) commit();
    };
    const openAt = (position: number) => onOpen(position);
    return {
      flow, isReadOnly, recipes, change, pending, flush, openAt,
      value: (where, path) => flow.value(where, path),
      clear: (where, path) => change((now) => now.remove(where, emptied(now, where, path))),
      problems: (where, fits) =>
        placed.filter((one) => isSameWhere(one.where, where) && fits(one.path)).map((one: Placed) => one.found),
      open: (where, path) => {
        const block = flow.block(where);
        if (block) openAt(placeOf(block, path).from);
        else if (where !== "front") openAt(flow.parts[where.section]?.steps[where.index]?.range.from ?? 0);
        else openAt(0);
      },
    };
  }, [view, flow, isReadOnly, recipes, placed, pending, onOpen]);
}

/// The outermost key that holds nothing but what is at `path`. A variable without keys is still one.
function emptied(flow: FlowText, where: Where, path: Path): Path {
  let at = path;
  while (at.length > 1) {
    const parent = at.slice(0, -1);
    const value = flow.value(where, parent);
    const isOnly = typeof value === "object" && value !== null && Object.keys(value).length === 1;
    const isNamed = where === "front" && parent.length === 2 && parent[0] === "variables";
    if (!isOnly || isNamed || typeof parent.at(-1) === "number") return at;
    at = parent;
  }
  return at;
}

/// Undo and redo of the form are those of the document.
export function undoKeys(view: EditorView | null, form: Form, onSave: () => void) {
  return (event: KeyboardEvent) => {
    if (!view || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (!["z", "y", "s"].includes(key)) return;
    event.preventDefault();
    form.flush();
    if (key === "s") onSave();
    else if (key === "y" || event.shiftKey) redo(view);
    else undo(view);
  };
}

const settledAfter = 400;

/// A text field that takes letters at once and writes them when typing pauses or the field is left.
/// `tidy` makes of what was typed what is written; the field shows the letters until it is left.
export function useTyped(value: string, tidy: (typed: string) => string, write: (text: string) => boolean) {
  const { pending } = useForm();
  const [typed, setTyped] = useState<string | null>(null);
  const [isRefused, setRefused] = useState(false);
  const latest = useRef({ typed, value, tidy, write, wanted: value });
  useEffect(() => {
    latest.current = { ...latest.current, typed, value, tidy, write };
  });
  const [commit] = useState(() => () => {
    const now = latest.current;
    if (now.typed === null) return true;
    now.wanted = now.tidy(now.typed);
    const isWritten = now.wanted === now.value || now.write(now.wanted);
    setRefused(!isWritten);
    return isWritten;
  });
  useEffect(() => {
    // The text was changed elsewhere, by undo for one: that is what counts now.
    if (value !== latest.current.wanted) setTyped(null);
    setRefused(false);
  }, [value]);
  useEffect(() => {
    if (typed === null) return;
    pending.add(commit);
    const timer = setTimeout(commit, settledAfter);
    return () => {
      pending.delete(commit);
      clearTimeout(timer);
    };
  }, [typed, pending, commit]);
  return {
    shown: typed ?? value,
    isRefused,
    type: (text: string) => {
      latest.current.typed = text;
      setTyped(text);
    },
    leave: () => {
      if (commit()) setTyped(null);
    },
  };
}

export const isExactly = (path: Path) => (other: Path) => other.length === path.length && beginsWith(other, path);
export const isBelow = (path: Path) => (other: Path) => beginsWith(other, path);
