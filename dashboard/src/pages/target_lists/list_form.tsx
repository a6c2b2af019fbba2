// One list, new or changed. Targets are typed or pasted, one a line, notes behind a comma.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { findingAt, Problem } from "@/api/problem";
import {
  createTargetList,
  replaceTargetList,
  type TargetList,
  type TargetListHead,
  targetListQuery,
} from "@/api/target_lists";
import { Answer } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Input, Textarea } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { linesOf, readLines } from "./lines";

/// `text`: the targets that a new list begins with, one a line.
type ListFormProps = { list: TargetListHead | null; text?: string; onClose: () => void };

export function ListForm({ list, text, onClose }: ListFormProps) {
  const stored = useQuery({ ...targetListQuery(list?.id ?? ""), enabled: list !== null });
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={list ? list.name : t("lists.new")}
      description={t("lists.form_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="list-form">
            {t("action.save")}
          </Button>
        </>
      }
    >
      {list ? (
        <Answer query={stored}>{(whole) => <Fields key={whole.version} list={whole} onClose={onClose} />}</Answer>
      ) : (
        <Fields list={null} begin={text} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Fields({ list, begin = "", onClose }: { list: TargetList | null; begin?: string | undefined; onClose: () => void }) {
  const [name, setName] = useState(list?.name ?? "");
  const [description, setDescription] = useState(list?.description ?? "");
  const [text, setText] = useState(list ? linesOf(list.targets) : begin);
  const queries = useQueryClient();
  const toast = useToast();
  const { targets, duplicates } = readLines(text);
  const saving = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), description, targets };
      return list ? replaceTargetList(list, body) : createTargetList(body);
    },
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: ["target-lists"] });
      toast.done(t("lists.saved", { name: saved.name, n: saved.target_count }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const nameProblem = findingAt(saving.error, "/name");
  const targetProblem =
    saving.error instanceof Problem
      ? saving.error.findings.find((one) => one.pointer?.startsWith("/targets"))?.message
      : undefined;
  return (
    <form id="list-form" onSubmit={submit} className="flex flex-col gap-4">
      {!nameProblem && !targetProblem && <Refusal error={saving.error} />}
      <Field label={t("lists.column_name")} problem={nameProblem}>
        <Input value={name} maxLength={255} required autoFocus onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("lists.description")} optional>
        <Input value={description} onChange={(event) => setDescription(event.target.value)} />
      </Field>
      <Field
        label={t("lists.column_targets")}
        problem={targetProblem}
        hint={
          <span role="status">
            {t("lists.count", { n: targets.length })}
            {duplicates.length > 0 && ` · ${t("lists.duplicates", { n: duplicates.length, first: duplicates[0] ?? "" })}`}
          </span>
        }
      >
        <Textarea
          rows={12}
          spellCheck={false}
          className="font-mono text-sm"
          placeholder={"RDS-01, 10.0.4.21\nRDS-02"}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
    </form>
  );
}
