// The frame of the form of a window, a freeze or a budget.
import { useMutation } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { messageOf, Problem } from "@/api/problem";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { useRulesChanged } from "./rule_list";

type RuleFormProps = {
  title: string;
  text: string;
  save: () => Promise<{ name: string }>;
  onClose: () => void;
  children: ReactNode;
};

export function RuleForm({ title, text, save, onClose, children }: RuleFormProps) {
  const changed = useRulesChanged();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: save,
    onSuccess: (saved) => {
      changed();
      toast.done(t("servers.saved", { name: saved.name }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const findings = saving.error instanceof Problem ? saving.error.findings.map((one) => one.message) : [];
  const said = [...new Set([saving.isError ? messageOf(saving.error) : "", ...findings])].filter(Boolean);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="rule-form" busy={saving.isPending}>
            {t("action.save")}
          </Button>
        </>
      }
    >
      <form id="rule-form" onSubmit={submit} className="flex flex-col gap-4">
        {said.length > 0 && (
          <div role="alert" className="rounded-control border border-failed bg-failed-soft px-3 py-2 text-failed">
            {said.map((text) => (
              <p key={text} className="break-words">
                {text}
              </p>
            ))}
          </div>
        )}
        {children}
      </form>
    </Dialog>
  );
}
