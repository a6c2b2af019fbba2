// Machines from a file: the difference is shown first, and applied only as it was shown.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/api/client";
import { messageOf } from "@/api/problem";
import { importServers } from "@/api/servers";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Select, Textarea } from "@/kit/field";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";

const formats = ["csv", "json", "ansible", "ssh_config"] as const;
type Difference = Schemas["ImportDifference"];

export function ImportServers({ onClose }: { onClose: () => void }) {
  const [format, setFormat] = useState<(typeof formats)[number]>("csv");
  const [text, setText] = useState("");
  const queries = useQueryClient();
  const toast = useToast();
  const showing = useMutation({ mutationFn: () => importServers({ format, text, apply: false }) });
  const applying = useMutation({
    mutationFn: (digest: string) => importServers({ format, text, apply: true, digest }),
    onSuccess: (done) => {
      void queries.invalidateQueries({ queryKey: ["servers"] });
      toast.done(t("import.done", { n: done.added.length, changed: done.changed.length }));
      onClose();
    },
  });
  const difference = showing.data;
  const error = applying.error ?? showing.error;
  const change = (next: string) => {
    setText(next);
    showing.reset();
  };
  const go = difference ? (
    <Button look="primary" busy={applying.isPending} onClick={() => applying.mutate(difference.digest)}>
      {t("import.apply")}
    </Button>
  ) : (
    <Button look="primary" busy={showing.isPending} blocked={!text.trim() && t("import.empty")} onClick={() => showing.mutate()}>
      {t("import.show")}
    </Button>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t("servers.import")}
      description={t("import.text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          {go}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {error && (
          <p role="alert" className="rounded-control border border-failed bg-failed-soft px-3 py-2 text-failed">
            {messageOf(error)}
          </p>
        )}
        <div className="flex flex-wrap items-end gap-3">
          <Field label={t("import.format")}>
            <Select
              value={format}
              onChange={(event) => {
                setFormat(event.target.value as typeof format);
                showing.reset();
              }}
            >
              {formats.map((one) => (
                <option key={one} value={one}>
                  {t(`import.${one}` as TextKey)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("import.file")}>
            <input type="file" className="max-w-64" onChange={(event) => void event.target.files?.[0]?.text().then(change)} />
          </Field>
        </div>
        {difference ? (
          <Shown difference={difference} />
        ) : (
          <Field label={t("import.paste")}>
            <Textarea rows={10} spellCheck={false} className="font-mono text-sm" value={text} onChange={(event) => change(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}

const fieldChange = ({ field, before, after }: { field: string; before: string; after: string }) =>
  `${field} ${before || "–"} → ${after || "–"}`;

function Shown({ difference }: { difference: Difference }) {
  const groups: [TextKey, string[]][] = [
    ["import.added", difference.added.map((one) => one.name)],
    ["import.changed", difference.changed.map((one) => `${one.name}: ${one.fields.map(fieldChange).join(", ")}`)],
    ["import.vanished", difference.vanished],
    ["import.refused", difference.refused.map((one) => `${one.name}: ${one.reason}`)],
    ["import.warnings", difference.warnings.map((one) => `${one.line}: ${one.message}`)],
  ];
  return (
    <div className="flex flex-col gap-3">
      {groups
        .filter(([, lines]) => lines.length > 0)
        .map(([key, lines]) => (
          <section key={key}>
            <h3 className="font-semibold">{t(key, { n: lines.length })}</h3>
            <ul className="max-h-48 overflow-y-auto rounded-control bg-sunken px-3 py-2 text-sm" tabIndex={0}>
              {lines.slice(0, 500).map((line, index) => (
                <li key={index} className="break-words">
                  {line}
                </li>
              ))}
            </ul>
          </section>
        ))}
      <p className="text-muted">{t("import.unchanged", { n: difference.unchanged })}</p>
    </div>
  );
}
