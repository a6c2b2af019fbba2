// What people write about a session: a scratchpad, notes on steps, what was done besides, and
// how it ended. All of it stands in the report.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SessionDetail } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { addAdHocStep, type AdHocMark, addNote, changeRecord, type Outcome } from "@/api/records";
import { useMayWrite } from "@/api/session";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Field, Input, Select, Textarea } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { t } from "@/text/t";

const outcomes = ["", "done", "done_with_issues", "failed", "skipped", "not_applicable"] as const satisfies Outcome[];
const marks: AdHocMark[] = ["done", "done_with_issues", "failed"];

function useChange(act: () => Promise<unknown>, onDone: () => void = () => {}) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      onDone();
      for (const key of ["session-detail", "batch-sessions"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

type SessionProps = { session: SessionDetail };

export function Record({ session, step }: SessionProps & { step: number }) {
  const mayWrite = useMayWrite();
  return (
    <Card title={t("record.title")}>
      <div className="flex flex-col gap-5">
        <Notes session={session} step={step} mayWrite={mayWrite} />
        <AdHoc session={session} mayWrite={mayWrite} />
        {mayWrite && <Written key={session.record_version} session={session} />}
      </div>
    </Card>
  );
}

function Refused({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <p role="alert" className="text-failed">
      {messageOf(error)}
    </p>
  );
}

function Notes({ session, step, mayWrite }: SessionProps & { step: number; mayWrite: boolean }) {
  const [text, setText] = useState("");
  const stage = session.stage === "rollback" ? "rollback" : "steps";
  const adding = useChange(() => addNote(session.session_id, { stage, step, text: text.trim() }), () => setText(""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() && !adding.isPending) adding.mutate();
  };
  return (
    <section aria-label={t("record.notes")} className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("record.notes")}</h3>
      {session.notes.map((note) => (
        <p key={note.id} className="break-words whitespace-pre-wrap">
          {note.text}
          <span className="block text-sm text-muted">
            {t("record.on_step", { step: note.step + 1, who: note.by.name })} · <Ago at={note.at} />
          </span>
        </p>
      ))}
      {mayWrite && (
        <form onSubmit={submit} className="flex items-end gap-2">
          <Field label={t("record.note_on", { step: step + 1 })} className="flex-1">
            <Input maxLength={10_000} value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <Button type="submit" busy={adding.isPending}>
            {t("record.add")}
          </Button>
        </form>
      )}
      <Refused error={adding.error} />
    </section>
  );
}

function AdHoc({ session, mayWrite }: SessionProps & { mayWrite: boolean }) {
  const [title, setTitle] = useState("");
  const [mark, setMark] = useState<AdHocMark>("done");
  const adding = useChange(() => addAdHocStep(session.session_id, { title: title.trim(), mark, text: "" }), () => setTitle(""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && !adding.isPending) adding.mutate();
  };
  return (
    <section aria-label={t("record.ad_hoc")} className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("record.ad_hoc")}</h3>
      {session.ad_hoc_steps.map((one) => (
        <p key={one.id} className="break-words">
          {one.title} <Badge tone={one.mark === "failed" ? "failed" : "ok"}>{t(`person.${one.mark}`)}</Badge>
          <span className="block text-sm text-muted">
            {one.by.name} · <Ago at={one.at} /> {one.text}
          </span>
        </p>
      ))}
      {mayWrite && (
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
          <Field label={t("record.ad_hoc_title")} className="min-w-40 flex-1">
            <Input maxLength={255} value={title} onChange={(event) => setTitle(event.target.value)} />
          </Field>
          <Select aria-label={t("run.column_state")} className="w-auto!" value={mark} onChange={(event) => setMark(event.target.value as AdHocMark)}>
            {marks.map((one) => (
              <option key={one} value={one}>
                {t(`person.${one}`)}
              </option>
            ))}
          </Select>
          <Button type="submit" busy={adding.isPending}>
            {t("record.add")}
          </Button>
        </form>
      )}
      <Refused error={adding.error} />
    </section>
  );
}

function Written({ session }: SessionProps) {
  const [form, setForm] = useState({
    scratchpad: session.scratchpad,
    outcome: session.outcome,
    outcome_notes: session.outcome_notes,
    next_steps: session.next_steps,
  });
  const saving = useChange(() => changeRecord(session, form));
  const text = (name: "scratchpad" | "outcome_notes" | "next_steps") => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t("record.scratchpad")} hint={t("record.scratchpad_hint")}>
        <Textarea rows={3} maxLength={100_000} {...text("scratchpad")} />
      </Field>
      <Field label={t("record.outcome")}>
        <Select value={form.outcome} onChange={(event) => setForm({ ...form, outcome: event.target.value as Outcome })}>
          {outcomes.map((one) => (
            <option key={one} value={one}>
              {t(one === "" ? "record.no_outcome" : one === "not_applicable" ? "record.not_applicable" : `person.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("record.outcome_notes")} optional>
        <Textarea rows={2} maxLength={10_000} {...text("outcome_notes")} />
      </Field>
      <Field label={t("record.next_steps")} optional>
        <Textarea rows={2} maxLength={10_000} {...text("next_steps")} />
      </Field>
      <Refused error={saving.error} />
      <div>
        <Button type="submit" busy={saving.isPending}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
