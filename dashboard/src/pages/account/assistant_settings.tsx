// Which model the team's assistant asks. Its key goes in and never comes out.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Assistant, assistantQuery, deleteAssistant, putAssistant, testAssistant } from "@/api/assistant";
import { messageOf } from "@/api/problem";
import { useSession } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Field, Input, Select } from "@/kit/field";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

export function AssistantSettings() {
  const assistant = useQuery(assistantQuery);
  return (
    <Card title={t("account.assistant")}>
      <p className="mb-3 text-muted">{t("assistant.text")}</p>
      <Answer query={assistant}>{(found) => <Form key={found.version} stored={found} />}</Answer>
    </Card>
  );
}

type Provider = NonNullable<Assistant["provider"]>;

function Form({ stored }: { stored: Assistant }) {
  const [provider, setProvider] = useState<Provider>(stored.provider ?? "openai");
  const [baseUrl, setBaseUrl] = useState(stored.base_url ?? "");
  const [model, setModel] = useState(stored.model ?? "");
  const [key, setKey] = useState("");
  const isOwner = useSession()?.user.role === "owner";
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = () => void queries.invalidateQueries({ queryKey: assistantQuery.queryKey });
  const saving = useMutation({
    mutationFn: () => putAssistant(stored, { provider, base_url: baseUrl.trim(), model: model.trim(), ...(key && { key }) }),
    onSuccess: () => {
      refresh();
      toast.done(t("assistant.saved"));
    },
  });
  const removing = useMutation({ mutationFn: deleteAssistant, onSuccess: refresh, onError: toast.failed });
  const testing = useMutation({
    mutationFn: testAssistant,
    onSuccess: (answer) => (answer.works ? toast.done(t("assistant.works")) : toast.failed(new Error(answer.message))),
    onError: toast.failed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate();
  };
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!isOwner} className="grid max-w-[720px] gap-4 sm:grid-cols-2">
        <legend className="sr-only">{t("account.assistant")}</legend>
        <Field label={t("assistant.provider")}>
          <Select value={provider} onChange={(event) => setProvider(event.target.value as Provider)}>
            <option value="openai">{t("assistant.openai")}</option>
            <option value="anthropic">{t("assistant.anthropic")}</option>
          </Select>
        </Field>
        <Field label={t("assistant.model")}>
          <Input required value={model} onChange={(event) => setModel(event.target.value)} />
        </Field>
        <Field label={t("assistant.url")} className="sm:col-span-2" problem={saving.isError ? messageOf(saving.error) : undefined}>
          <Input type="url" required className="font-mono" value={baseUrl} onChange={(event) => setBaseUrl(event.target.value)} />
        </Field>
        <Field label={t("assistant.key")} optional hint={stored.has_key ? t("assistant.key_kept") : undefined} className="sm:col-span-2">
          <Input type="password" autoComplete="off" value={key} onChange={(event) => setKey(event.target.value)} />
        </Field>
      </fieldset>
      {isOwner && (
        <div className="mt-4 flex flex-wrap gap-2">
          <Button type="submit" look="primary" busy={saving.isPending}>
            {t("action.save")}
          </Button>
          {stored.is_configured && (
            <>
              <Button onClick={() => testing.mutate()} busy={testing.isPending}>
                {t("channels.test")}
              </Button>
              <Button onClick={() => removing.mutate()} busy={removing.isPending}>
                {t("assistant.forget")}
              </Button>
            </>
          )}
        </div>
      )}
    </form>
  );
}
