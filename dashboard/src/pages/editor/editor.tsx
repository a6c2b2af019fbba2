// The editor of a flow, for all three types: its markdown and its form are two views of one text, with the
// server's problems in place in both. Saving is refused while there are errors; a draft survives a
// closed tab.
import { EditorView } from "@codemirror/view";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useBlocker, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useState } from "react";
import type { Schemas } from "@/api/client";
import { duplicateFlow, type Flow, flowPath, flowQuery } from "@/api/flows";
import { useMayWrite } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge, TypeBadge } from "@/kit/badge";
import { Button, ButtonLink } from "@/kit/button";
import { Confirm } from "@/kit/dialog";
import { Page } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { ago } from "@/text/time";
import { useTurns } from "../assistant/use_turns";
import { Steps } from "../flow/steps";
import { Code } from "./code";
import { type Draft, forgetDraft, storedDraft } from "./draft";
import { inPlace } from "./in_place";
import { toDocument, toText } from "./line_ends";
import { Panes, useSplit } from "./panes";
import { Problems } from "./problems";
import { recipesQuery } from "./recipes";
import { useLint } from "./use_lint";
import { useText } from "./use_text";

type Found = Schemas["Diagnostic"];

// They come after the editor itself: what they need is as much again.
const FlowForm = lazy(() => import("./form/form"));
const Assistant = lazy(() => import("../assistant/assistant").then((found) => ({ default: found.Assistant })));
const Versions = lazy(() => import("./versions").then((found) => ({ default: found.Versions })));

export default function Editor() {
  const { flowId } = useParams({ strict: false }) as { flowId: string };
  const flow = useQuery({ ...flowQuery(flowId), staleTime: Number.POSITIVE_INFINITY });
  return <Answer query={flow}>{(data) => <FlowEditor key={data.id} flow={data} />}</Answer>;
}

function FlowEditor({ flow }: { flow: Flow }) {
  const edited = useText(flow);
  const { base, document, text, lineEnds, isChanged, saving, newer, setBase, setNewer } = edited;
  const mayWrite = useMayWrite() && !flow.is_builtin;
  const [draft, setDraft] = useState<Draft | null>(() => {
    const found = storedDraft(flow.id);
    return found && found.text !== flow.markdown ? found : null;
  });
  const [view, setView] = useState<EditorView | null>(null);
  const [pending] = useState(() => new Set<() => boolean>());
  const [tab, setTab] = useState("form");
  const split = useSplit();
  const lint = useLint(document);
  const recipes = useQuery(recipesQuery).data;
  const turns = useTurns({ tree: flow.id });
  const found = lint.data?.diagnostics ?? flow.diagnostics;
  const errors = found.filter((one) => one.severity === "error").length;
  const leaving = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: () => isChanged,
    withResolver: true,
  });
  const replaceText = (next: string) =>
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: toDocument(next, lineEnds) } });
  const openAt = useCallback(
    (position: number) => {
      if (!view) return;
      if (!split.isSplit) setTab("markdown");
      const at = Math.min(position, view.state.doc.length);
      // Once it is to be seen, as the focus goes to nothing hidden.
      requestAnimationFrame(() => {
        view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
        view.focus();
      });
    },
    [view, split.isSplit],
  );
  const goTo = (one: Found) => view && openAt(inPlace(view.state.doc, one).from);
  const save = () => {
    for (const commit of pending) commit();
    const now = view ? toText(view.state.doc.toString(), lineEnds) : text;
    if (now !== base.text && errors === 0 && !saving.isPending) saving.mutate({ version: base.version, text: now });
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
            [t("editor.stale_mine"), () => saving.mutate({ version: newer.version, text })],
          ]}
        />
      )}
      <Panes
        value={tab}
        onChange={setTab}
        split={split}
        markdown={
          <Code
            text={document}
            lineEnds={lineEnds}
            readOnly={!mayWrite}
            recipes={recipes?.map((one) => one.slug) ?? []}
            problems={found}
            onChange={edited.setDocument}
            onSave={save}
            onView={setView}
          />
        }
        tabs={[
          {
            value: "form",
            label: t("editor.tab_form"),
            content: (
              <Suspense fallback={<p className="text-muted">{t("editor.form_loading")}</p>}>
                <FlowForm
                  view={view}
                  text={document}
                  isReadOnly={!mayWrite}
                  problems={found}
                  judged={lint.data?.text ?? document}
                  pending={pending}
                  onOpen={openAt}
                  onSave={save}
                />
              </Suspense>
            ),
          },
          {
            value: "steps",
            label: t("editor.tab_steps"),
            content: <Steps steps={lint.data?.parsed_steps ?? flow.parsed_steps} />,
          },
          {
            value: "problems",
            label: t("editor.tab_problems", { n: found.length }),
            content: <Problems found={found} onOpen={goTo} />,
          },
          {
            value: "assistant",
            label: t("editor.tab_assistant"),
            content: mayWrite ? (
              <Suspense fallback={<p className="text-muted">{t("answer.loading")}</p>}>
                <Assistant turns={turns} text={text} onApply={replaceText} />
              </Suspense>
            ) : (
              <p className="text-muted">{t("editor.assistant_read_only")}</p>
            ),
          },
          {
            value: "versions",
            label: t("editor.tab_versions"),
            content: (
              <Suspense fallback={<p className="text-muted">{t("answer.loading")}</p>}>
                <Versions flow={flow} version={base.version} isChanged={isChanged} text={text} />
              </Suspense>
            ),
          },
        ]}
      />
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
