// The editor of a flow's text, for all three types: problems in place while typing, the steps as they
// are understood beside it. Saving is refused while there are errors; a draft survives a closed tab.
import { EditorView } from "@codemirror/view";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { duplicateFlow, type Flow, flowPath, flowQuery, saveMarkdown } from "@/api/flows";
import { Problem } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge, TypeBadge } from "@/kit/badge";
import { Button, ButtonLink } from "@/kit/button";
import { Confirm } from "@/kit/dialog";
import { Page } from "@/kit/page";
import { Tabs } from "@/kit/tabs";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { ago } from "@/text/time";
import { Steps } from "../flow/steps";
import { Code } from "./code";
import { type Draft, forgetDraft, storeDraft, storedDraft } from "./draft";
import { inPlace } from "./in_place";
import { Problems } from "./problems";
import { useLint } from "./use_lint";

type Found = Schemas["Diagnostic"];

export default function Editor() {
  const { flowId } = useParams({ strict: false }) as { flowId: string };
  const flow = useQuery({ ...flowQuery(flowId), staleTime: Number.POSITIVE_INFINITY });
  return <Answer query={flow}>{(data) => <FlowEditor key={data.id} flow={data} />}</Answer>;
}

/// The text with what must be known to save it: the version that it began from.
function useText(flow: Flow) {
  const [base, setBase] = useState({ text: flow.markdown, version: flow.version });
  const [text, setText] = useState(flow.markdown);
  const [newer, setNewer] = useState<Flow | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const isChanged = text !== base.text;
  const saving = useMutation({
    mutationFn: (version: number) => saveMarkdown({ id: flow.id, version }, text),
    onSuccess: (saved) => {
      setBase({ text, version: saved.version });
      setNewer(null);
      forgetDraft(flow.id);
      queries.setQueryData(flowQuery(flow.id).queryKey, saved);
      for (const key of ["trees", "counts"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("editor.saved", { version: saved.version }));
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 412) setNewer(error.current as Flow);
      else toast.failed(error);
    },
  });
  useEffect(() => {
    if (!isChanged) return;
    const timer = setTimeout(() => storeDraft(flow.id, { text, version: base.version, at: Date.now() }), 800);
    return () => clearTimeout(timer);
  }, [flow.id, text, base.version, isChanged]);
  return { base, text, setText, isChanged, saving, newer, setBase, setNewer };
}

function FlowEditor({ flow }: { flow: Flow }) {
  const { base, text, setText, isChanged, saving, newer, setBase, setNewer } = useText(flow);
  const mayWrite = useMayWrite() && !flow.is_builtin;
  const [draft, setDraft] = useState<Draft | null>(() => {
    const found = storedDraft(flow.id);
    return found && found.text !== flow.markdown ? found : null;
  });
  const view = useRef<EditorView | null>(null);
  const setView = useCallback((made: EditorView | null) => {
    view.current = made;
  }, []);
  const lint = useLint(text);
  const found = lint.data?.diagnostics ?? flow.diagnostics;
  const errors = found.filter((one) => one.severity === "error").length;
  const leaving = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  });
  const replaceText = (next: string) =>
    view.current?.dispatch({ changes: { from: 0, to: view.current.state.doc.length, insert: next } });
  const goTo = (one: Found) => {
    const editor = view.current;
    if (!editor) return;
    const { from } = inPlace(editor.state.doc, one);
    editor.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    editor.focus();
  };
  const save = () => {
    if (isChanged && errors === 0 && !saving.isPending) saving.mutate(base.version);
  };
  const whyNotSaved = errors > 0 ? t("editor.has_errors", { n: errors }) : !isChanged && t("editor.unchanged");

  return (
    <Page
      full
      title={lint.data?.name ?? flow.name}
      above={
        <Link to={flowPath(flow)} className="hover:underline">
          {flow.name}
        </Link>
      }
      badge={
        <>
          <TypeBadge type={lint.data?.tree_type ?? flow.tree_type} />
          <Badge tone={isChanged ? "waiting" : "neutral"}>
            {isChanged ? t("editor.not_saved") : t("editor.version", { version: base.version })}
          </Badge>
        </>
      }
      actions={
        <>
          <ButtonLink to={flowPath(flow)}>{t("action.close")}</ButtonLink>
          {mayWrite ? (
            <Button look="primary" onClick={save} blocked={whyNotSaved} busy={saving.isPending}>
              {t("action.save")}
            </Button>
          ) : (
            <Duplicate flow={flow} />
          )}
        </>
      }
    >
      {draft && (
        <Notice
          text={t("editor.draft", { when: ago(draft.at) })}
          actions={[
            [t("editor.draft_restore"), () => (replaceText(draft.text), setDraft(null))],
            [t("editor.draft_discard"), () => (forgetDraft(flow.id), setDraft(null))],
          ]}
        />
      )}
      {newer && (
        <Notice
          text={t("editor.stale", { version: newer.version })}
          actions={[
            [
              t("editor.stale_theirs"),
              () => {
                setBase({ text: newer.markdown, version: newer.version });
                replaceText(newer.markdown);
                setNewer(null);
              },
            ],
            [t("editor.stale_mine"), () => saving.mutate(newer.version)],
          ]}
        />
      )}
      <div className="grid min-h-[60vh] flex-1 gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="h-[calc(100dvh-190px)] min-h-80 overflow-hidden rounded-card border border-control focus-within:outline-2 focus-within:outline-focus">
          <Code
            text={flow.markdown}
            readOnly={!mayWrite}
            problems={found}
            onChange={setText}
            onSave={save}
            onView={setView}
          />
        </div>
        <Side found={found} steps={lint.data?.parsed_steps ?? flow.parsed_steps} onOpen={goTo} />
      </div>
      <Confirm
        open={leaving.status === "blocked"}
        onClose={() => leaving.reset?.()}
        title={t("editor.leave_title")}
        description={t("editor.leave_text")}
        action={t("editor.leave")}
        onConfirm={() => leaving.proceed?.()}
      />
    </Page>
  );
}

type SideProps = { found: Found[]; steps: Flow["parsed_steps"]; onOpen: (one: Found) => void };

function Side({ found, steps, onOpen }: SideProps) {
  const [tab, setTab] = useState("steps");
  return (
    <div className="h-[calc(100dvh-190px)] min-h-80 overflow-y-auto rounded-card border border-line bg-panel px-4 pt-1 pb-4" tabIndex={-1}>
      <Tabs
        value={tab}
        onChange={setTab}
        label={t("editor.side")}
        tabs={[
          { value: "steps", label: t("editor.tab_steps", { n: steps.length }), content: <Steps steps={steps} /> },
          {
            value: "problems",
            label: t("editor.tab_problems", { n: found.length }),
            content: <Problems found={found} onOpen={onOpen} />,
          },
        ]}
      />
    </div>
  );
}

function Notice({ text, actions }: { text: string; actions: [string, () => void][] }) {
  return (
    <p role="alert" className="flex flex-wrap items-center gap-3 rounded-control border border-waiting bg-waiting-soft px-3 py-2">
      <span className="flex-1">{text}</span>
      {actions.map(([label, act]) => (
        <button key={label} type="button" className="font-medium underline" onClick={act}>
          {label}
        </button>
      ))}
    </p>
  );
}

function Duplicate({ flow }: { flow: Flow }) {
  const toast = useToast();
  const mayWrite = useMayWrite();
  const copying = useMutation({
    mutationFn: () => duplicateFlow(flow.id),
    onSuccess: (copy) => location.assign(`${document.baseURI}flows/${copy.id}/edit`),
    onError: toast.failed,
  });
  return (
    <Button
      look="primary"
      onClick={() => copying.mutate()}
      busy={copying.isPending}
      blocked={!mayWrite && t("role.viewer")}
    >
      {t("editor.duplicate")}
    </Button>
  );
}
