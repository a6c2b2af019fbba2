// One machine, new or changed: how it is reached and what it is.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Schemas } from "@/api/client";
import { findingAt } from "@/api/problem";
import { createServer, type Server, updateServer } from "@/api/servers";
import { secretsQuery } from "@/api/secrets";
import { useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Checkbox, Field, Input, Select, Textarea } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";
import { partsOf } from "./parts";

const transports = ["ssh", "local", "ansible", "manual"] as const;
type Form = ReturnType<typeof formOf>;

function formOf(server: Server | null) {
  return {
    name: server?.name ?? "",
    address: server?.address ?? "",
    port: server?.port ? String(server.port) : "",
    user: server?.user ?? "",
    transport: server?.transport ?? "ssh",
    role: server?.role ?? "",
    site: server?.site ?? "",
    os_family: server?.os_family ?? "",
    tags: server?.tags.join(", ") ?? "",
    notes: server?.notes ?? "",
    host_keys: server?.host_keys.join("\n") ?? "",
    become: server?.become ?? false,
    credential_id: server?.credential_id ?? "",
    become_credential_id: server?.become_credential_id ?? "",
  };
}

/// Credentials are an owner's: from others they are not sent at all.
function bodyOf({ credential_id, become_credential_id, ...form }: Form, isOwner: boolean): Schemas["ServerFields"] & { name: string } {
  return {
    ...form,
    ...(isOwner && { credential_id, become_credential_id }),
    name: form.name.trim(),
    port: form.port ? Number(form.port) : 0,
    tags: partsOf(form.tags, ","),
    host_keys: partsOf(form.host_keys, "\n"),
  };
}

export function ServerForm({ server, onClose }: { server: Server | null; onClose: () => void }) {
  const [form, setForm] = useState(() => formOf(server));
  const isOwner = useSession()?.user.role === "owner";
  const queries = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () => (server ? updateServer(server, bodyOf(form, isOwner)) : createServer({ ...bodyOf(form, isOwner), mode: "live" })),
    onSuccess: (saved) => {
      for (const key of ["servers", "server"]) void queries.invalidateQueries({ queryKey: [key] });
      toast.done(t("servers.saved", { name: saved.name }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  const text = (name: keyof Form) => ({
    value: String(form[name]),
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const problem = (name: keyof Form) => findingAt(saving.error, `/${name}`);
  const isPlaced = (Object.keys(form) as (keyof Form)[]).some(problem);
  const isRemote = form.transport === "ssh" || form.transport === "ansible";
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={server ? server.name : t("servers.add")}
      description={t("servers.form_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="server-form" busy={saving.isPending}>
            {t("action.save")}
          </Button>
        </>
      }
    >
      <form id="server-form" onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        {!isPlaced && <Refusal error={saving.error} className="sm:col-span-2" />}
        <Field label={t("servers.column_name")} problem={problem("name")}>
          <Input autoFocus required maxLength={255} {...text("name")} />
        </Field>
        <Field label={t("servers.transport")} problem={problem("transport")}>
          <Select {...text("transport")}>
            {transports.map((one) => (
              <option key={one} value={one}>
                {t(`transport.${one}` as TextKey)}
              </option>
            ))}
          </Select>
        </Field>
        {isRemote && (
          <>
            <Field label={t("servers.address")} hint={t("servers.address_hint")} optional problem={problem("address")}>
              <Input className="font-mono" {...text("address")} />
            </Field>
            <div className="grid grid-cols-[2fr_1fr] gap-3">
              <Field label={t("servers.user")} optional problem={problem("user")}>
                <Input className="font-mono" autoComplete="off" {...text("user")} />
              </Field>
              <Field label={t("servers.port")} optional problem={problem("port")}>
                <Input type="number" min={1} max={65535} placeholder="22" {...text("port")} />
              </Field>
            </div>
          </>
        )}
        <Field label={t("servers.facet_role")} optional problem={problem("role")}>
          <Input {...text("role")} />
        </Field>
        <Field label={t("servers.facet_site")} optional problem={problem("site")}>
          <Input {...text("site")} />
        </Field>
        <Field label={t("library.column_tags")} hint={t("servers.tags_hint")} optional problem={problem("tags")}>
          <Input {...text("tags")} />
        </Field>
        <Field label={t("servers.facet_os_family")} optional problem={problem("os_family")}>
          <Input placeholder="debian" {...text("os_family")} />
        </Field>
        <Checkbox
          className="sm:col-span-2"
          label={t("servers.become")}
          checked={form.become}
          onChange={(become) => setForm({ ...form, become })}
        />
        {isOwner && isRemote && (
          <>
            <CredentialField label={t("servers.credential")} kinds={["ssh_key", "password"]} {...text("credential_id")} />
            {form.become && <CredentialField label={t("servers.become_credential")} kinds={["become_password"]} {...text("become_credential_id")} />}
          </>
        )}
        {isRemote && (
          <Field label={t("servers.host_keys")} hint={t("servers.host_keys_hint")} optional className="sm:col-span-2" problem={problem("host_keys")}>
            <Textarea rows={2} spellCheck={false} className="font-mono text-sm" {...text("host_keys")} />
          </Field>
        )}
        <Field label={t("servers.notes")} optional className="sm:col-span-2" problem={problem("notes")}>
          <Textarea rows={2} {...text("notes")} />
        </Field>
      </form>
    </Dialog>
  );
}

type CredentialFieldProps = { label: string; kinds: string[]; value: string; onChange: (event: { target: { value: string } }) => void };

function CredentialField({ label, kinds, ...rest }: CredentialFieldProps) {
  const secrets = useQuery(secretsQuery).data?.items ?? [];
  return (
    <Field label={label}>
      <Select {...rest}>
        <option value="">{t("servers.credential_default")}</option>
        {secrets
          .filter((one) => kinds.includes(one.kind))
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </Select>
    </Field>
  );
}
