// Sign in with e-mail and password, and a code where the account has a second factor; or with the
// installation's identity provider.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Problem } from "@/api/problem";
import { sessionQuery, signIn, signInOptionsQuery } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { Entry } from "./entry";
import { ProviderButton } from "./provider_button";

const wantsCode = (error: unknown) =>
  error instanceof Problem && error.findings.some((one) => one.code === "session.code-required");

export default function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const { next } = useSearch({ strict: false }) as { next?: string };
  const navigate = useNavigate();
  const queries = useQueryClient();
  const options = useQuery(signInOptionsQuery).data;
  const entering = useMutation({
    mutationFn: () => signIn({ email, password, ...(code && { code }) }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      void navigate({ href: next?.startsWith("/") && !next.startsWith("//") ? next : "/" });
    },
    onError: (error) => wantsCode(error) && setAsked(true),
  });
  const problem = entering.isError && !(wantsCode(entering.error) && !code);
  if (options && !options.password) {
    return (
      <Entry title={t("sign_in.title")} text={t("sign_in.text")}>
        {options.provider && <ProviderButton name={options.provider} look="primary" next={next} />}
      </Entry>
    );
  }
  return (
    <Entry
      title={t("sign_in.title")}
      text={t("sign_in.text")}
      onSubmit={() => !entering.isPending && entering.mutate()}
    >
      {problem && <Refusal error={entering.error} />}
      <Field label={t("person.email")}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label={t("person.password")}>
        <Input
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      {asked && (
        <Field label={t("sign_in.code")} hint={t("sign_in.code_hint")}>
          <Input
            inputMode="numeric"
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </Field>
      )}
      <Button type="submit" look="primary" busy={entering.isPending}>
        {t("sign_in.action")}
      </Button>
      {options?.provider && <ProviderButton name={options.provider} look="secondary" next={next} />}
    </Entry>
  );
}
