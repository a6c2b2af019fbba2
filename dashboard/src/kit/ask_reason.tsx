// A confirmation that takes a reason, which is kept with what was done.
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { t } from "@/text/t";
import { Button, type Look } from "./button";
import { Dialog } from "./dialog";
import { Field, Textarea } from "./field";

type AskReasonProps = {
  title: string;
  description: string;
  action: string;
  look?: Look;
  /// Nothing is done without one.
  required?: boolean;
  busy?: boolean;
  problem?: string | undefined;
  onClose: () => void;
  onConfirm: (reason: string) => void;
  children?: ReactNode;
};

export function AskReason(props: AskReasonProps) {
  const { title, description, action, look = "primary", required, busy, problem, onClose, onConfirm } = props;
  const [reason, setReason] = useState("");
  const form = useId();
  const isMissing = required && !reason.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isMissing && !busy) onConfirm(reason.trim());
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look={look} type="submit" form={form} busy={busy ?? false} blocked={isMissing && t("reason.required")}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        {props.children}
        <Field label={t("reason.label")} optional={!required} problem={problem}>
          <Textarea rows={3} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
