// Two versions of a flow's text compared, one of which may be what is in the editor.
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView, lineNumbers } from "@codemirror/view";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type Flow, versionQuery, versionsQuery } from "@/api/flows";
import { Answer } from "@/kit/answer";
import { Field, Select } from "@/kit/field";
import { t } from "@/text/t";
import { ago } from "@/text/time";
import { look } from "./look";
import { nonce } from "./nonce";

const typed = "typed";

type VersionsProps = { flow: Flow; version: number; isChanged: boolean; text: string };

export function Versions({ flow, version, isChanged, text }: VersionsProps) {
  const versions = useQuery(versionsQuery(flow.id));
  const [before, setBefore] = useState(String(isChanged ? version : Math.max(1, version - 1)));
  const [after, setAfter] = useState(isChanged ? typed : String(version));
  const own = (which: string) => ({ ...versionQuery(flow.id, Number(which)), enabled: which !== typed });
  const old = useQuery(own(before));
  const next = useQuery(own(after));
  const options = (
    <>
      <option value={typed}>{t("editor.compare_typed")}</option>
      {versions.data?.items.map((one) => (
        <option key={one.version} value={one.version}>
          {t("editor.compare_version", { version: one.version, when: ago(one.created_at) })}
        </option>
      ))}
    </>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("editor.compare_before")}>
          <Select value={before} onChange={(event) => setBefore(event.target.value)}>{options}</Select>
        </Field>
        <Field label={t("editor.compare_after")}>
          <Select value={after} onChange={(event) => setAfter(event.target.value)}>{options}</Select>
        </Field>
      </div>
      <Compared before={before === typed ? text : old} after={after === typed ? text : next} />
    </div>
  );
}

type Read = string | ReturnType<typeof useQuery<{ markdown: string }>>;

function Compared({ before, after }: { before: Read; after: Read }) {
  if (typeof before !== "string") {
    return <Answer query={before}>{(old) => <Compared before={old.markdown} after={after} />}</Answer>;
  }
  if (typeof after !== "string") {
    return <Answer query={after}>{(next) => <Compared before={before} after={next.markdown} />}</Answer>;
  }
  if (before === after) return <p className="text-muted">{t("editor.compare_same")}</p>;
  return <Difference before={before} after={after} />;
}

function Difference({ before, after }: { before: string; after: string }) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const view = new EditorView({
      parent: parent.current!,
      state: EditorState.create({
        doc: after,
        extensions: [
          EditorView.cspNonce.of(nonce),
          lineNumbers(),
          EditorView.lineWrapping,
          EditorView.editable.of(false),
          EditorState.readOnly.of(true),
          EditorView.contentAttributes.of({ "aria-label": t("editor.compare"), tabindex: "0" }),
          unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3 } }),
          look,
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after]);
  return <div ref={parent} className="overflow-hidden rounded-control border border-line" />;
}
