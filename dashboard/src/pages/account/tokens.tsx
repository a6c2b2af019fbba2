// API tokens: made, shown once, revoked.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type ApiToken, createToken, revokeToken, type Scope, tokensQuery } from "@/api/people";
import { messageOf } from "@/api/problem";
import { Answer, Empty } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Checkbox, Field, Input, Select } from "@/kit/field";
import { Ago, Instant } from "@/kit/instant";
import { Card } from "@/kit/page";
import { actsColumn, type Column, Table } from "@/kit/table";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { OneTimeLink } from "./one_time_link";

const scopes: Scope[] = ["read", "write", "run", "approve", "manage"];
const lives = [7, 30, 90, 365];
const day = 86_400_000;

export function Tokens() {
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const tokens = useQuery(tokensQuery);
  const queries = useQueryClient();
  const toast = useToast();
  const revoking = useMutation({
    mutationFn: revokeToken,
    onSuccess: () => void queries.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    onError: toast.failed,
  });
  const columns: Column<ApiToken>[] = [
    { key: "name", head: t("lists.column_name"), className: "w-full font-medium", cell: (token) => token.name },
    { key: "scopes", head: t("tokens.scopes"), className: "min-w-44", secondary: true, cell: (token) => token.scopes.map((scope) => t(`tokens.scope_${scope}`)).join(", ") },
    { key: "expires", head: t("tokens.expires"), secondary: true, cell: (token) => <Instant at={token.expires_at} /> },
    {
      key: "used",
      head: t("lists.column_last_used"),
      secondary: true,
      cell: (token) => (token.last_used_at === null ? t("lists.never") : <Ago at={token.last_used_at} />),
    },
    actsColumn((token) => <Button onClick={() => revoking.mutate(token.id)}>{t("account.revoke")}</Button>),
  ];
  const add = <Button onClick={() => setIsMaking(true)}>{t("tokens.new")}</Button>;
  return (
    <>
      <Card title={t("account.tokens")} actions={add} flush>
        <Answer query={tokens}>
          {(page) =>
            page.items.length > 0 ? (
              <Table label={t("account.tokens")} columns={columns} rows={page.items} rowKey={(token) => token.id} />
            ) : (
              <div className="p-4">
                <Empty icon={<KeyRound size={26} aria-hidden />} title={t("tokens.none")} text={t("tokens.none_text")} />
              </div>
            )
          }
        </Answer>
      </Card>
      {isMaking && <NewToken onClose={() => setIsMaking(false)} onMade={(token) => (setIsMaking(false), setMade(token))} />}
      {made && (
        <OneTimeLink url={made} title={t("tokens.made")} text={t("tokens.made_text")} onClose={() => setMade(null)} />
      )}
    </>
  );
}

function NewToken({ onClose, onMade }: { onClose: () => void; onMade: (token: string) => void }) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<Scope[]>(["read"]);
  const [days, setDays] = useState(90);
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: () => createToken({ name: name.trim(), scopes: chosen, expires_at: Date.now() + days * day }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
      onMade(made.token);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!making.isPending) making.mutate();
  };
  const toggle = (scope: Scope) =>
    setChosen((before) => (before.includes(scope) ? before.filter((one) => one !== scope) : [...before, scope]));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("tokens.new")}
      description={t("tokens.text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="new-token" busy={making.isPending}>
            {t("new_flow.action")}
          </Button>
        </>
      }
    >
      <form id="new-token" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("lists.column_name")} problem={making.isError ? messageOf(making.error) : undefined}>
          <Input autoFocus value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <fieldset className="flex flex-wrap gap-4">
          <legend className="mb-1 font-medium">{t("tokens.scopes")}</legend>
          {scopes.map((scope) => (
            <Checkbox key={scope} label={t(`tokens.scope_${scope}`)} checked={chosen.includes(scope)} onChange={() => toggle(scope)} />
          ))}
        </fieldset>
        <Field label={t("tokens.life")}>
          <Select value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {lives.map((life) => (
              <option key={life} value={life}>
                {t("tokens.days", { n: life })}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </Dialog>
  );
}
