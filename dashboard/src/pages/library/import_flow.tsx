// A flow from a markdown file, which becomes the flow as it is.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { flowPath, importFlow } from "@/api/flows";
import { messageOf, Problem } from "@/api/problem";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Textarea } from "@/kit/field";
import { t } from "@/text/t";

export function ImportFlow({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const importing = useMutation({
    mutationFn: () => importFlow(text),
    onSuccess: (flow) => {
      for (const key of ["trees", "counts"]) void queries.invalidateQueries({ queryKey: [key] });
      void navigate({ href: flowPath(flow) });
    },
  });
  const findings = importing.error instanceof Problem ? importing.error.findings : [];
  const change = (next: string) => {
    setText(next);
    importing.reset();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t("import.flow")}
      description={t("import.flow_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" busy={importing.isPending} blocked={!text.trim() && t("import.empty")} onClick={() => importing.mutate()}>
            {t("servers.import")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {importing.isError && (
          <div role="alert" className="rounded-control border border-failed bg-failed-soft px-3 py-2 text-failed">
            <p>{messageOf(importing.error)}</p>
            <ul>
              {findings.map((one, index) => (
                <li key={index} className="break-words">
                  {one.line !== undefined && `${one.line}: `}
                  {one.message}
                </li>
              ))}
            </ul>
          </div>
        )}
        <Field label={t("import.file")}>
          <input type="file" accept=".md,text/markdown,text/plain" onChange={(event) => void event.target.files?.[0]?.text().then(change)} />
        </Field>
        <Field label={t("import.paste")}>
          <Textarea rows={12} spellCheck={false} className="font-mono text-sm" value={text} onChange={(event) => change(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  );
}
