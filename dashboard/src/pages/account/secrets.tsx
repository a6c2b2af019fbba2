// Secrets of the team: stored and written over here, never shown again.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Lock, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { findingAt, messageOf } from "@/api/problem";
import { deleteSecret, putSecret, type Secret, type SecretKind, secretsQuery } from "@/api/secrets";
import { useSession } from "@/api/session";
import { Answer, Empty } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Dialog } from "@/kit/dialog";
import { Field, Input, Select, Textarea } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { actsColumn, type Column, Table } from "@/kit/table";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { Credentials } from "./credentials";

const kinds: SecretKind[] = ["value", "ssh_key", "password", "become_password"];

export function Secrets() {
  const [editing, setEditing] = useState<Secret | "new" | null>(null);
  const [removing, setRemoving] = useState<Secret | null>(null);
  const secrets = useQuery(secretsQuery);
  const isOwner = useSession()?.user.role === "owner";
  const add = (
    <Button icon={<Plus size={15} aria-hidden />} onClick={() => setEditing("new")} blocked={!isOwner && t("role.owner_only")}>
      {t("secrets.new")}
    </Button>
  );
  return (
    <>
      <Card title={t("account.secrets")} actions={add} flush>
        <Answer query={secrets}>
          {(page) =>
            page.items.length > 0 ? (
              <Table label={t("account.secrets")} columns={columnsOf(isOwner, setEditing, setRemoving)} rows={page.items} rowKey={(one) => one.id} />
            ) : (
              <div className="p-4">
                <Empty icon={<Lock size={26} aria-hidden />} title={t("secrets.none")} text={t("secrets.none_text")} />
              </div>
            )
          }
        </Answer>
      </Card>
      <div className="mt-5">
        <Credentials />
      </div>
      {editing && <SecretForm secret={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {removing && (
        <Deletion
          name={removing.name}
          text={t("secrets.delete_text")}
          remove={() => deleteSecret(removing.name)}
          stale={["secrets"]}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function columnsOf(isOwner: boolean, edit: (one: Secret) => void, remove: (one: Secret) => void): Column<Secret>[] {
  const columns: Column<Secret>[] = [
    {
      key: "name",
      head: t("lists.column_name"),
      className: "w-full",
      cell: (one) => (
        <>
          <code className="font-medium break-all">{one.name}</code>
          {one.description && <span className="block text-sm text-muted break-words">{one.description}</span>}
          {one.fingerprint && <code className="block text-sm text-muted break-all">{one.fingerprint}</code>}
        </>
      ),
    },
    { key: "kind", head: t("secrets.kind"), secondary: true, cell: (one) => t(`secrets.kind_${one.kind}`) },
    {
      key: "updated",
      head: t("library.column_updated"),
      secondary: true,
      cell: (one) => (
        <span className="text-muted">
          <Ago at={one.updated_at} />
        </span>
      ),
    },
  ];
  if (!isOwner) return columns;
  return [
    ...columns,
    actsColumn((one) => (
      <span className="flex justify-end gap-2">
        <Button onClick={() => edit(one)} aria-label={t("secrets.replace_of", { name: one.name })}>
          {t("secrets.replace")}
        </Button>
        <Button onClick={() => remove(one)} aria-label={t("lists.delete_of", { name: one.name })}>
          {t("action.delete")}
        </Button>
      </span>
    )),
  ];
}

function SecretForm({ secret, onClose }: { secret: Secret | null; onClose: () => void }) {
  const [form, setForm] = useState({
    name: secret?.name ?? "",
    kind: secret?.kind ?? ("value" as SecretKind),
    description: secret?.description ?? "",
    value: "",
    passphrase: "",
  });
  const queries = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () => {
      const { name, passphrase, ...body } = form;
      return putSecret(name.trim(), { ...body, ...(body.kind === "ssh_key" && passphrase && { passphrase }) });
    },
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: secretsQuery.queryKey });
      toast.done(t("secrets.saved", { name: saved.name }));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.name.trim() && !saving.isPending) saving.mutate();
  };
  const text = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  });
  const ofValue = findingAt(saving.error, "/value");
  return (
    <Dialog
      open
      onClose={onClose}
      title={secret ? t("secrets.replace_of", { name: secret.name }) : t("secrets.new")}
      description={t("secrets.form_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="secret" busy={saving.isPending}>
            {t("action.save")}
          </Button>
        </>
      }
    >
      <form id="secret" onSubmit={submit} className="flex flex-col gap-4">
        {!secret && (
          <Field
            label={t("lists.column_name")}
            hint={t("secrets.name_hint")}
            problem={saving.isError && !ofValue ? messageOf(saving.error) : undefined}
          >
            <Input autoFocus required maxLength={100} className="font-mono" autoComplete="off" {...text("name")} />
          </Field>
        )}
        <Field label={t("secrets.kind")}>
          <Select disabled={secret !== null} {...text("kind")}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`secrets.kind_${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("lists.description")} optional>
          <Input {...text("description")} />
        </Field>
        <Field
          label={t("secrets.value")}
          hint={secret ? t("secrets.value_replaces") : undefined}
          problem={ofValue ?? (secret && saving.isError ? messageOf(saving.error) : undefined)}
        >
          {form.kind === "ssh_key" || form.kind === "value" ? (
            <Textarea rows={4} spellCheck={false} autoComplete="off" className="font-mono text-sm" {...text("value")} />
          ) : (
            <Input type="password" autoComplete="new-password" {...text("value")} />
          )}
        </Field>
        {form.kind === "ssh_key" && (
          <Field label={t("secrets.passphrase")} optional hint={t("secrets.passphrase_hint")} problem={findingAt(saving.error, "/passphrase")}>
            <Input type="password" autoComplete="new-password" {...text("passphrase")} />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
