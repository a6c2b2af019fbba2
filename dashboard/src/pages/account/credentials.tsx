// What opens servers that name no credential themselves: for all of them, or for those of a role.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { type CredentialDefault, credentialDefaultsQuery, putCredentialDefaults, secretsQuery } from "@/api/secrets";
import { useSession } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Input, Select } from "@/kit/field";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

const fits: Record<CredentialDefault["purpose"], string[]> = {
  login: ["ssh_key", "password"],
  become: ["become_password"],
};

export function Credentials() {
  const defaults = useQuery(credentialDefaultsQuery);
  return (
    <Card title={t("credentials.title")}>
      <p className="mb-3 text-muted">{t("credentials.text")}</p>
      <Answer query={defaults}>{({ items }) => <Rows key={JSON.stringify(items)} stored={items} />}</Answer>
    </Card>
  );
}

function Rows({ stored }: { stored: CredentialDefault[] }) {
  const [rows, setRows] = useState(stored);
  const isOwner = useSession()?.user.role === "owner";
  const secrets = useQuery(secretsQuery).data?.items ?? [];
  const queries = useQueryClient();
  const toast = useToast();
  const saving = useMutation({
    mutationFn: () => putCredentialDefaults(rows),
    onSuccess: (saved) => {
      queries.setQueryData(credentialDefaultsQuery.queryKey, saved);
      toast.done(t("credentials.saved"));
    },
  });
  const set = (index: number, part: Partial<CredentialDefault>) =>
    setRows((before) => before.map((row, at) => (at === index ? { ...row, ...part } : row)));
  const isChanged = JSON.stringify(rows) !== JSON.stringify(stored);
  return (
    <fieldset disabled={!isOwner} className="flex flex-col gap-3">
      <legend className="sr-only">{t("credentials.title")}</legend>
      {rows.length === 0 && <p>{t("credentials.none")}</p>}
      {rows.map((row, index) => (
        <div key={index} className="flex flex-wrap gap-2">
          <Select
            aria-label={t("credentials.purpose")}
            className="w-auto!"
            value={row.purpose}
            onChange={(event) => set(index, { purpose: event.target.value as CredentialDefault["purpose"], secret: "" })}
          >
            <option value="login">{t("credentials.login")}</option>
            <option value="become">{t("credentials.become")}</option>
          </Select>
          <Input
            aria-label={t("servers.facet_role")}
            placeholder={t("credentials.any_role")}
            className="w-40!"
            value={row.role}
            onChange={(event) => set(index, { role: event.target.value })}
          />
          <Select aria-label={t("credentials.secret")} className="w-auto!" value={row.secret} onChange={(event) => set(index, { secret: event.target.value })}>
            <option value="">{t("credentials.choose")}</option>
            {secrets
              .filter((one) => fits[row.purpose].includes(one.kind))
              .map((one) => (
                <option key={one.id} value={one.name}>
                  {one.name}
                </option>
              ))}
          </Select>
          {isOwner && <Button onClick={() => setRows((before) => before.filter((_, at) => at !== index))}>{t("credentials.remove")}</Button>}
        </div>
      ))}
      {saving.isError && (
        <p role="alert" className="text-failed">
          {messageOf(saving.error)}
        </p>
      )}
      {isOwner && (
        <div className="flex gap-2">
          <Button onClick={() => setRows((before) => [...before, { purpose: "login", role: "", secret: "" }])}>{t("credentials.add")}</Button>
          <Button
            look="primary"
            busy={saving.isPending}
            blocked={(!isChanged && t("editor.unchanged")) || (rows.some((row) => !row.secret) && t("credentials.choose_first"))}
            onClick={() => saving.mutate()}
          >
            {t("action.save")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
