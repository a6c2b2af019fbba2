// Servers that were chosen in the table, one by one or all that fit the filter, and what can be done with
// them at once.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { editServers, type ServerFilter, type ServerHead, type ServerMode } from "@/api/servers";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Input, Select } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { ListForm } from "../target_lists/list_form";
import { partsOf } from "./parts";

/// Ids, or everything that the filter lets through.
export type Chosen = ReadonlySet<string> | "all";
export const nothing: Chosen = new Set<string>();

export const isChosen = (chosen: Chosen, id: string) => chosen === "all" || chosen.has(id);

/// `id` in or out; out of "all", the others that are shown stay.
export function toggled(chosen: Chosen, id: string, rows: ServerHead[]): Chosen {
  const ids = new Set(chosen === "all" ? rows.map((row) => row.id) : chosen);
  if (!ids.delete(id)) ids.add(id);
  return ids;
}

type ChoiceBarProps = { chosen: Chosen; rows: ServerHead[]; total: number; filter: ServerFilter; onChosen: (chosen: Chosen) => void };

export function ChoiceBar({ chosen, rows, total, filter, onChosen }: ChoiceBarProps) {
  const [layer, setLayer] = useState<"edit" | "list" | null>(null);
  const count = chosen === "all" ? total : chosen.size;
  if (count === 0) return null;
  const names = rows.filter((row) => isChosen(chosen, row.id)).map((row) => row.name);
  const done = () => {
    setLayer(null);
    onChosen(nothing);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-control border border-line bg-sunken px-3 py-2">
      <span role="status" className="font-medium">{t("choice.count", { n: count })}</span>
      {chosen !== "all" && total > count && (
        <button type="button" className="min-h-6 underline" onClick={() => onChosen("all")}>
          {t("choice.all", { n: total })}
        </button>
      )}
      <button type="button" className="min-h-6 underline" onClick={() => onChosen(nothing)}>
        {t("choice.none")}
      </button>
      <span className="flex-1" />
      <Button onClick={() => setLayer("list")} blocked={names.length < count && t("choice.list_blocked")}>
        {t("lists.new")}
      </Button>
      <Button look="primary" onClick={() => setLayer("edit")}>
        {t("choice.edit")}
      </Button>
      {layer === "edit" && (
        <BulkForm count={count} which={chosen === "all" ? { filter } : { ids: [...chosen] }} onClose={() => setLayer(null)} onDone={done} />
      )}
      {layer === "list" && <ListForm list={null} text={names.join("\n")} onClose={() => setLayer(null)} />}
    </div>
  );
}

type Edit = Schemas["BulkEdit"];
type BulkFormProps = { count: number; which: Pick<Edit, "ids" | "filter">; onClose: () => void; onDone: () => void };

function BulkForm({ count, which, onClose, onDone }: BulkFormProps) {
  const [form, setForm] = useState({ add_tags: "", remove_tags: "", role: "", site: "", mode: "", reason: "" });
  const queries = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () => editServers({ ...which, set: setOf(form) }),
    onSuccess: (edited) => {
      for (const key of ["servers", "server"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("choice.done", { n: edited.changed }));
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const text = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const isEmpty = Object.entries(form).every(([name, value]) => name === "reason" || !value.trim());
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("choice.title", { n: count })}
      description={t("choice.text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="bulk" busy={saving.isPending} blocked={isEmpty && t("choice.empty")}>
            {t("choice.action", { n: count })}
          </Button>
        </>
      }
    >
      <form id="bulk" onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <Refusal error={saving.error} className="sm:col-span-2" />
        <Field label={t("choice.add_tags")} hint={t("servers.tags_hint")} optional>
          <Input autoFocus {...text("add_tags")} />
        </Field>
        <Field label={t("choice.remove_tags")} hint={t("servers.tags_hint")} optional>
          <Input {...text("remove_tags")} />
        </Field>
        <Field label={t("servers.facet_role")} optional>
          <Input {...text("role")} />
        </Field>
        <Field label={t("servers.facet_site")} optional>
          <Input {...text("site")} />
        </Field>
        <Field label={t("servers.facet_mode")} optional className="sm:col-span-2" hint={form.mode && t(`mode.${form.mode as ServerMode}_text`)}>
          <Select {...text("mode")}>
            <option value="">{t("choice.as_it_is")}</option>
            {(["live", "shadow", "audit"] as const).map((mode) => (
              <option key={mode} value={mode}>
                {t(`mode.${mode}`)}
              </option>
            ))}
          </Select>
        </Field>
        {form.mode && (
          <Field label={t("reason.label")} className="sm:col-span-2">
            <Input required {...text("reason")} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}

/// What was filled in; what was left empty stays as it is on every server.
function setOf(form: Record<"add_tags" | "remove_tags" | "role" | "site" | "mode" | "reason", string>): Edit["set"] {
  return {
    ...(form.add_tags.trim() && { add_tags: partsOf(form.add_tags, ",") }),
    ...(form.remove_tags.trim() && { remove_tags: partsOf(form.remove_tags, ",") }),
    ...(form.role.trim() && { role: form.role.trim() }),
    ...(form.site.trim() && { site: form.site.trim() }),
    ...(form.mode && { mode: form.mode as ServerMode, reason: form.reason.trim() }),
  };
}
