// The text of a flow in CodeMirror: highlighting, completion, problems in place. Tab indents; Esc and
// then Tab leaves.
import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { yaml, yamlFrontmatter } from "@codemirror/lang-yaml";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { Schemas } from "@/api/client";
import { t } from "@/text/t";
import { complete } from "./completion";
import { inPlace } from "./in_place";
import type { LineEnds } from "./line_ends";
import { look } from "./look";
import { nonce } from "./nonce";

type CodeProps = {
  /// The document as it begins; the editor keeps its own from then on.
  text: string;
  lineEnds?: LineEnds;
  recipes?: string[];
  readOnly?: boolean;
  problems: Schemas["Diagnostic"][];
  onChange: (text: string) => void;
  onSave?: () => void;
  onView: (view: EditorView | null) => void;
};

const always: Extension = [
  EditorView.cspNonce.of(nonce),
  lineNumbers(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  drawSelection(),
  history(),
  search({ top: true }),
  highlightSelectionMatches(),
  bracketMatching(),
  closeBrackets(),
  indentOnInput(),
  indentUnit.of("  "),
  lintGutter(),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ "aria-label": t("editor.label"), spellcheck: "false", tabindex: "0" }),
  yamlFrontmatter({
    content: markdown({ codeLanguages: (name) => (name === "yaml" ? yaml().language : null) }),
  }),
  look,
];

export function Code(props: CodeProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const { text, lineEnds, readOnly, onView } = latest.current;
    const completion = autocompletion({
      override: [(context) => complete(context, latest.current.recipes)],
    });
    const separator = lineEnds === "mixed" ? EditorState.lineSeparator.of("\n") : [];
    const keys = keymap.of([
      { key: "Mod-s", preventDefault: true, run: () => (latest.current.onSave?.(), true) },
      ...completionKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
      indentWithTab,
      ...defaultKeymap,
    ]);
    const heard = EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange(update.state.doc.toString());
    });
    const made = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        doc: text,
        extensions: [keys, always, completion, separator, heard, EditorState.readOnly.of(readOnly ?? false)],
      }),
    });
    view.current = made;
    onView(made);
    return () => {
      made.destroy();
      view.current = null;
      onView(null);
    };
  }, []);
  useEffect(() => {
    if (!view.current) return;
    const { state } = view.current;
    view.current.dispatch(setDiagnostics(state, props.problems.map((one) => inPlace(state.doc, one))));
  }, [props.problems]);
  return <div ref={parent} className="h-full min-h-0 overflow-hidden" />;
}
