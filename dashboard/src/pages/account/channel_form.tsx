// One channel, new or changed: of which kind, where to, and what it hears. Its address is never shown whole.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Channel, type ChannelKind, createChannel, editChannel, type TeamEvent } from "@/api/channels";
import { findingAt } from "@/api/problem";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Checkbox, Field, Input, Select } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";

const kinds: ChannelKind[] = ["slack", "teams", "discord", "email", "webhook"];
const events: TeamEvent[] = [
  "approval_needed", "approval_expiring", "run_ready", "run_started", "ring_finished", "halted", "completed", "failed",
  "missed", "interrupted", "assigned", "message",
];

type ChannelFormProps = { channel: Channel | null; onClose: () => void; onSaved: (signingKey: string | null) => void };

export function ChannelForm({ channel, onClose, onSaved }: ChannelFormProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "slack");
  const [name, setName] = useState(channel?.name ?? "");
  const [address, setAddress] = useState("");
  const [chosen, setChosen] = useState<TeamEvent[]>(channel?.events ?? ["approval_needed", "halted", "failed"]);
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: async () => {
      if (!channel) return (await createChannel({ kind, name: name.trim(), address: address.trim(), events: chosen })).signing_key;
      await editChannel(channel, { name: name.trim(), events: chosen, ...(address.trim() && { address: address.trim() }) });
      return null;
    },
    onSuccess: (signingKey) => {
      void queries.invalidateQueries({ queryKey: ["channels"] });
      onSaved(signingKey);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const toggle = (event: TeamEvent) =>
    setChosen((before) => (before.includes(event) ? before.filter((one) => one !== event) : [...before, event]));
  const problem = (field: string) => findingAt(saving.error, `/${field}`);
  const isPlaced = problem("name") ?? problem("address");
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={channel ? channel.name : t("channels.new")}
      description={t("channels.form_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="channel" busy={saving.isPending}>
            {t("action.save")}
          </Button>
        </>
      }
    >
      <form id="channel" onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        {!isPlaced && <Refusal error={saving.error} className="sm:col-span-2" />}
        <Field label={t("channels.kind")}>
          <Select value={kind} disabled={channel !== null} onChange={(event) => setKind(event.target.value as ChannelKind)}>
            {kinds.map((one) => (
              <option key={one} value={one}>
                {t(`channels.kind_${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("lists.column_name")} problem={problem("name")}>
          <Input autoFocus required maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field
          label={kind === "email" ? t("person.email") : t("channels.url")}
          hint={channel ? t("channels.address_kept", { address: channel.address }) : undefined}
          problem={problem("address")}
          className="sm:col-span-2"
        >
          <Input
            type={kind === "email" ? "email" : "url"}
            required={channel === null}
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        </Field>
        <fieldset className="sm:col-span-2">
          <legend className="mb-1 font-medium">{t("channels.events")}</legend>
          <div className="grid gap-1 sm:grid-cols-2">
            {events.map((event) => (
              <Checkbox key={event} label={t(`team_event.${event}`)} checked={chosen.includes(event)} onChange={() => toggle(event)} />
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}
