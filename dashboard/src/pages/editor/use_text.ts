// The text with what must be known to save it: the version that it began from, and whether somebody has
// saved another one in the meantime.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type Flow, flowQuery, saveMarkdown } from "@/api/flows";
import { Problem } from "@/api/problem";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { forgetDraft, storeDraft } from "./draft";
import { lineEndsOf, toDocument, toText } from "./line_ends";

export function useText(flow: Flow) {
  const [base, setBase] = useState({ text: flow.markdown, version: flow.version });
  const [lineEnds] = useState(() => lineEndsOf(flow.markdown));
  const [document, setDocument] = useState(() => toDocument(flow.markdown, lineEnds));
  const [newer, setNewer] = useState<Flow | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const text = toText(document, lineEnds);
  const isChanged = text !== base.text;
  const saving = useMutation({
    mutationFn: (what: { version: number; text: string }) =>
      saveMarkdown({ id: flow.id, version: what.version }, what.text),
    onSuccess: (saved, what) => {
      setBase({ text: what.text, version: saved.version });
      setNewer(null);
      forgetDraft(flow.id);
      queries.setQueryData(flowQuery(flow.id).queryKey, saved);
      for (const key of ["trees", "counts", "versions"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("editor.saved", { version: saved.version }));
    },
    onError: (error) => {
      if (error instanceof Problem && error.status === 412) setNewer(error.current as Flow);
      else toast.failed(error);
    },
  });
  useEffect(() => {
    if (!isChanged) return;
    const keep = () => storeDraft(flow.id, { text, version: base.version, at: Date.now() });
    const timer = setTimeout(keep, 800);
    addEventListener("pagehide", keep);
    return () => {
      clearTimeout(timer);
      removeEventListener("pagehide", keep);
    };
  }, [flow.id, text, base.version, isChanged]);
  return { base, document, setDocument, text, lineEnds, isChanged, saving, newer, setBase, setNewer };
}
