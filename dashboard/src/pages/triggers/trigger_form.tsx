// A new trigger: of a flow with the targets that it launches on, or of a schedule, which has them; and the
// values that a call may give.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Flow } from "@/api/flows";
import { findingAt } from "@/api/problem";
import { targetListsQuery } from "@/api/target_lists";
import { createTrigger, type NewTrigger, type TriggerOf, type TriggerWithKey, triggersQuery } from "@/api/triggers";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Checkbox, Field, Input, Select, Textarea } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { readLines } from "../target_lists/lines";

export type Form = { name: string; listId: string; names: string; byHand: boolean; allowed: string[] };

/// Typed names count where no list is chosen.
export function inputOf(of: TriggerOf, form: Form): NewTrigger {
  const common = { ...of, name: form.name.trim(), allowed_variables: form.allowed };
  if ("schedule_id" in of) return common;
  const targets = form.listId ? { target_list_id: form.listId } : { targets: readLines(form.names).targets };
  return { ...common, ...targets, manual_confirmed: form.byHand };
}

type TriggerFormProps = { of: TriggerOf; flow: Flow; onClose: () => void; onMade: (made: TriggerWithKey) => void };

export function TriggerForm({ of, flow, onClose, onMade }: TriggerFormProps) {
  const [form, setForm] = useState<Form>({ name: "", listId: "", names: "", byHand: false, allowed: [] });
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: () => createTrigger(inputOf(of, form)),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: triggersQuery.queryKey });
      onMade(made);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
  const toggle = (name: string) =>
    set({ allowed: form.allowed.includes(name) ? form.allowed.filter((one) => one !== name) : [...form.allowed, name] });
  const nameProblem = findingAt(making.error, "/name");
  const hasTargets = "schedule_id" in of || form.listId !== "" || readLines(form.names).targets.length > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t("triggers.new")}
      description={t("triggers.form_text", { name: flow.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="trigger" busy={making.isPending} blocked={!hasTargets && t("launch.choose_first")}>
            {t("new_flow.action")}
          </Button>
        </>
      }
    >
      <form id="trigger" onSubmit={submit} className="flex flex-col gap-4">
        {!nameProblem && <Refusal error={making.error} />}
        <Field label={t("lists.column_name")} problem={nameProblem}>
          <Input autoFocus required maxLength={255} value={form.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        {"tree_id" in of && <Targets form={form} onChange={set} />}
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 font-medium">{t("triggers.allowed")}</legend>
          {flow.intake_form.length === 0 && <p className="text-muted">{t("form.no_variables")}</p>}
          {flow.intake_form.map(({ name, label }) => (
            <Checkbox key={name} label={label && label !== name ? `${label} (${name})` : name} checked={form.allowed.includes(name)} onChange={() => toggle(name)} />
          ))}
        </fieldset>
      </form>
    </Dialog>
  );
}

function Targets({ form, onChange }: { form: Form; onChange: (part: Partial<Form>) => void }) {
  const lists = useQuery(targetListsQuery()).data?.items ?? [];
  const { length: count } = readLines(form.names).targets;
  return (
    <>
      <Field label={t("launch.targets")}>
        <Select value={form.listId} onChange={(event) => onChange({ listId: event.target.value })}>
          <option value="">{t("triggers.typed")}</option>
          {lists.map((list) => (
            <option key={list.id} value={list.id}>
              {t("schedule.list", { name: list.name, n: list.target_count })}
            </option>
          ))}
        </Select>
      </Field>
      {form.listId === "" && (
        <Field label={t("launch.names")} hint={t("lists.count", { n: count })}>
          <Textarea rows={4} spellCheck={false} className="font-mono text-sm" value={form.names} onChange={(event) => onChange({ names: event.target.value })} />
        </Field>
      )}
      <Checkbox label={t("targets.by_hand")} checked={form.byHand} onChange={(byHand) => onChange({ byHand })} />
    </>
  );
}
