// A flow from a markdown file, which becomes the flow as it is.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { flowPath, importFlow } from "@/api/flows";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Textarea } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
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
        <Refusal error={importing.error} />
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
