// The form of a window, a freeze or a budget: its name first, then what is its own.
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Input } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { type Rule, type RuleKind, useRulesChanged } from "./rule_list";

type RuleFormProps = {
  kind: RuleKind;
  /// Null for a new one.
  rule: Rule | null;
  save: (name: string) => Promise<Rule>;
  onClose: () => void;
  children: ReactNode;
};

export function RuleForm({ kind, rule, save, onClose, children }: RuleFormProps) {
  const [name, setName] = useState(rule?.name ?? "");
  const changed = useRulesChanged();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () => save(name.trim()),
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
  return (
    <Dialog
      open
      onClose={onClose}
      title={rule?.name ?? t(`${kind}.new`)}
      description={t(`${kind}.form_text`)}
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
        <Refusal error={saving.error} />
        <Field label={t("lists.column_name")}>
          <Input autoFocus required maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        {children}
      </form>
    </Dialog>
  );
}
