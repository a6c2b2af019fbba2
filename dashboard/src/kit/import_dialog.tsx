// An import in two steps: the difference is shown first, and applied only as it was shown.
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Schemas } from "@/api/client";
import { t, type TextKey } from "@/text/t";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field, Textarea } from "./field";
import { Refusal } from "./refusal";

export type Difference = Schemas["ImportDifference"];

type ImportDialogProps = {
  title: string;
  description: string;
  /// Of files, as an input takes them.
  accept?: string;
  /// What is asked besides the text, and its answers: other answers are another question.
  settings: ReactNode;
  answers: string;
  /// Without a digest it changes nothing.
  send: (text: string, digest?: string) => Promise<Difference>;
  onDone: (done: Difference) => void;
  onClose: () => void;
};

export function ImportDialog(props: ImportDialogProps) {
  const { title, description, accept, settings, answers, send, onDone, onClose } = props;
  const [text, setText] = useState("");
  const [seen, setSeen] = useState<{ question: string; difference: Difference } | null>(null);
  const question = JSON.stringify([answers, text]);
  const showing = useMutation({
    mutationFn: (asked: { question: string; text: string }) => send(asked.text),
    onSuccess: (difference, asked) => setSeen({ question: asked.question, difference }),
  });
  const applying = useMutation({
    mutationFn: (digest: string) => send(text, digest),
    onSuccess: (done) => {
      onDone(done);
      onClose();
    },
  });
  const difference = seen?.question === question ? seen.difference : null;
  const change = (next: string) => {
    setText(next);
    showing.reset();
  };
  const again = () => {
    setSeen(null);
    applying.reset();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={title}
      description={description}
      footer={
        <>
          {difference ? <Button onClick={again}>{t("action.back")}</Button> : <Button onClick={onClose}>{t("action.cancel")}</Button>}
          {difference ? (
            <Button look="primary" busy={applying.isPending} onClick={() => applying.mutate(difference.digest)}>
              {t("import.apply")}
            </Button>
          ) : (
            <Button
              look="primary"
              busy={showing.isPending}
              blocked={!text.trim() && t("import.empty")}
              onClick={() => showing.mutate({ question, text })}
            >
              {t("import.show")}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Refusal error={applying.error ?? showing.error} />
        {difference ? (
          <Shown difference={difference} />
        ) : (
          <>
            <div className="flex flex-wrap items-end gap-3">
              {settings}
              <Field label={t("import.file")}>
                <input type="file" accept={accept} className="min-h-8 max-w-64 py-1" onChange={(event) => void event.target.files?.[0]?.text().then(change)} />
              </Field>
            </div>
            <Field label={t("import.paste")}>
              <Textarea rows={10} spellCheck={false} className="font-mono text-sm" value={text} onChange={(event) => change(event.target.value)} />
            </Field>
          </>
        )}
      </div>
    </Dialog>
  );
}

type FieldChange = { field: string; before: string; after: string };

/// `team:` is a scope that needs no value.
const shown = (value: string) => value.replace(/:$/, "") || "–";
const changed = ({ field, before, after }: FieldChange) => `${field} ${shown(before)} → ${shown(after)}`;
const set = ({ field, after }: FieldChange) => `${field} ${shown(after)}`;
const line = (name: string, parts: string[]) => (parts.length > 0 ? `${name}: ${parts.join(", ")}` : name);
const linesMax = 500;

function Shown({ difference }: { difference: Difference }) {
  const groups: [TextKey, string[]][] = [
    ["import.added", difference.added.map((one) => line(one.name, one.fields.filter((field) => field.after).map(set)))],
    ["import.changed", difference.changed.map((one) => line(one.name, one.fields.map(changed)))],
    ["import.vanished", difference.vanished],
    ["import.refused", difference.refused.map((one) => `${one.name}: ${one.reason}`)],
    ["import.warnings", difference.warnings.map((one) => `${one.line}: ${one.message}`)],
  ];
  return (
    <div className="flex flex-col gap-3" role="status">
      {groups
        .filter(([, lines]) => lines.length > 0)
        .map(([key, lines]) => (
          <section key={key}>
            <h3 className="font-semibold">{t(key, { n: lines.length })}</h3>
            <ul className="max-h-48 overflow-y-auto rounded-control bg-sunken px-3 py-2 text-sm" tabIndex={0}>
              {lines.slice(0, linesMax).map((text, index) => (
                <li key={index} className="break-words">
                  {text}
                </li>
              ))}
            </ul>
          </section>
        ))}
      {difference.unchanged > 0 && <p className="text-muted">{t("import.unchanged", { n: difference.unchanged })}</p>}
      {groups.every(([, lines]) => lines.length === 0) && <p>{t("import.nothing")}</p>}
    </div>
  );
}
