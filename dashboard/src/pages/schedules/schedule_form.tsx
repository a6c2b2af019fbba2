// A schedule, new or changed: by cron in a zone, or once; on a list, on names, or on targets that are
// asked for when it is due. The server says in words and in five firings what an expression means.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Flow } from "@/api/flows";
import { findingAt } from "@/api/problem";
import { createSchedule, cronPreviewQuery, editSchedule, type Schedule, type ScheduleInput } from "@/api/schedules";
import { targetListsQuery } from "@/api/target_lists";
import type { Selector } from "@/flow_text/selector";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Checkbox, Field, Input, Select, Textarea } from "@/kit/field";
import { Radios } from "@/kit/radios";
import { Refusal } from "@/kit/refusal";
import { useSettled } from "@/kit/settled";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { viewerZone } from "@/text/time";
import { Variables } from "../maintenance_flow/launch/variables";
import { firstSelector, SelectorChoice, sentOf } from "../servers/selector_choice";
import { readLines } from "../target_lists/lines";
import { Firings } from "./firings";
import { localTime } from "./local_time";
import { Zone } from "./zone";

type Form = {
  kind: "cron" | "once";
  cron: string;
  zone: string;
  start: string;
  targets: "list" | "names" | "selector" | "later";
  listId: string;
  names: string;
  selector: Selector;
  byHand: boolean;
  variables: Record<string, string>;
};

/// Where nothing is named, the plan's own selector chooses; without one it is asked for.
function targetsOf(flow: Flow, schedule: Schedule | null): Form["targets"] {
  if (schedule?.targets.length) return "names";
  if (schedule?.target_list_id) return "list";
  if (schedule?.target_selector || flow.target_selector) return "selector";
  return schedule ? "later" : "list";
}

function formOf(flow: Flow, schedule: Schedule | null): Form {
  return {
    kind: schedule && !schedule.cron_expression ? "once" : "cron",
    cron: schedule?.cron_expression ?? "0 2 * * TUE#2",
    zone: schedule?.timezone ?? viewerZone,
    start: schedule?.scheduled_start ? localTime(schedule.scheduled_start) : "",
    targets: targetsOf(flow, schedule),
    listId: schedule?.target_list_id ?? "",
    names: schedule?.targets.join("\n") ?? "",
    selector: firstSelector(schedule?.target_selector ?? flow.target_selector),
    byHand: false,
    variables: schedule?.variables_override ?? {},
  };
}

function inputOf(flowId: string, form: Form): ScheduleInput {
  return {
    tree_id: flowId,
    timezone: form.zone,
    ...(form.kind === "cron" ? { cron_expression: form.cron.trim() } : { scheduled_start: Date.parse(form.start) }),
    ...targetsIn(form),
    manual_confirmed: form.byHand,
    variables_override: form.variables,
  };
}

/// No names at all take back what was chosen before.
function targetsIn(form: Form): Pick<ScheduleInput, "target_list_id" | "target_selector" | "targets"> {
  if (form.targets === "list") return { target_list_id: form.listId };
  if (form.targets === "selector") return { target_selector: sentOf(form.selector) ?? undefined };
  return { targets: form.targets === "names" ? readLines(form.names).targets : [] };
}

/// What the form lacks; the service says the rest.
function missingIn(form: Form): string | false {
  if (form.kind === "cron" && !form.cron.trim()) return t("schedule.cron_missing");
  if (form.kind === "once" && !form.start) return t("schedule.start_missing");
  if (form.targets === "list" && !form.listId) return t("schedule.list_missing");
  if (form.targets === "selector" && !sentOf(form.selector)) return t("selector.incomplete");
  return form.targets === "names" && readLines(form.names).targets.length === 0 && t("schedule.names_missing");
}

type ScheduleFormProps = { flow: Flow; schedule: Schedule | null; onClose: () => void };

export function ScheduleForm({ flow, schedule, onClose }: ScheduleFormProps) {
  const [form, setForm] = useState(() => formOf(flow, schedule));
  const set = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const lists = useQuery(targetListsQuery());
  const cron = useSettled(form.cron);
  const preview = useQuery({ ...cronPreviewQuery(cron, form.zone), enabled: form.kind === "cron" && cron !== "" });
  const queries = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () =>
      schedule ? editSchedule(schedule, inputOf(flow.id, form)) : createSchedule(inputOf(flow.id, form)),
    onSuccess: () => {
      for (const key of ["schedules", "schedule", "approvals"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("schedule.saved"));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const cronProblem =
    preview.data && !preview.data.is_valid
      ? preview.data.diagnostics.map((one) => one.message).join(" ")
      : findingAt(saving.error, "/cron_expression");
  const whyNot = missingIn(form);
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={schedule ? t("schedule.edit") : t("schedule.new")}
      description={schedule?.approved_at ? t("schedule.edit_text") : t("schedule.new_text", { name: flow.name })}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="schedule-form" busy={saving.isPending} blocked={whyNot}>
            {t("action.save")}
          </Button>
        </>
      }
    >
      <form id="schedule-form" onSubmit={submit} className="flex flex-col gap-4">
        {!cronProblem && <Refusal error={saving.error} />}
        <Radios
          label={t("schedule.when")}
          value={form.kind}
          onChange={(kind) => set({ kind })}
          options={{ cron: t("schedule.by_cron"), once: t("schedule.once") }}
        />
        {form.kind === "cron" ? (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label={t("schedule.cron")} hint={t("schedule.cron_hint")} problem={cronProblem}>
                <Input className="font-mono" maxLength={100} spellCheck={false} value={form.cron} onChange={(event) => set({ cron: event.target.value })} />
              </Field>
              <Zone value={form.zone} onChange={(zone) => set({ zone })} />
            </div>
            {preview.data?.is_valid && (
              <Firings words={preview.data.words} instants={preview.data.firings.map((one) => one.at)} zone={form.zone} />
            )}
          </>
        ) : (
          <Field label={t("schedule.start")} hint={t("schedule.start_hint", { zone: viewerZone })}>
            <Input type="datetime-local" className="w-auto!" value={form.start} onChange={(event) => set({ start: event.target.value })} />
          </Field>
        )}
        <Radios
          label={t("launch.targets")}
          value={form.targets}
          onChange={(targets) => set({ targets })}
          options={{
            list: t("launch.tab_saved"),
            names: t("schedule.names"),
            selector: t("selector.by_kind"),
            ...(!flow.target_selector && { later: t("schedule.later") }),
          }}
        />
        {form.targets === "list" && (
          <Field label={t("launch.tab_saved")} hint={t("schedule.list_hint")}>
            <Select value={form.listId} onChange={(event) => set({ listId: event.target.value })}>
              <option value="">{t("field.none")}</option>
              {lists.data?.items.map((list) => (
                <option key={list.id} value={list.id}>
                  {list.name} ({list.target_count})
                </option>
              ))}
            </Select>
          </Field>
        )}
        {form.targets === "names" && (
          <Field label={t("launch.names")} hint={t("lists.count", { n: readLines(form.names).targets.length })}>
            <Textarea rows={5} spellCheck={false} className="font-mono text-sm" value={form.names} onChange={(event) => set({ names: event.target.value })} />
          </Field>
        )}
        {form.targets === "selector" && (
          <SelectorChoice value={form.selector} own={flow.target_selector} onChange={(selector) => set({ selector })} />
        )}
        {(form.targets === "list" || form.targets === "names") && (
          <Checkbox label={t("targets.by_hand")} checked={form.byHand} onChange={(byHand) => set({ byHand })} />
        )}
        {form.targets === "later" && <p className="text-muted">{t("schedule.later_text")}</p>}
        <Variables fields={flow.intake_form} values={form.variables} onChange={(variables) => set({ variables })} />
      </form>
    </Dialog>
  );
}
