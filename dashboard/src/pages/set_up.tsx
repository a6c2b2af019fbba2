// The first start: the one-time link that the service printed leads here and makes the team and its
// owner.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { findingAt } from "@/api/problem";
import { sessionQuery, setUp } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { Entry, linkToken } from "./entry";

export default function SetUp() {
  const token = linkToken();
  const [form, setForm] = useState({ team: "", name: "", email: "", password: "" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: () => setUp({ token, ...form }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      void navigate({ href: "/servers" });
    },
  });
  const control = (name: keyof typeof form) => ({
    value: form[name],
    onChange: (event: { target: { value: string } }) =>
      setForm({ ...form, [name]: event.target.value }),
  });
  const problem = (name: keyof typeof form) => findingAt(making.error, `/${name}`);
  const placed = (Object.keys(form) as (keyof typeof form)[]).some(problem);
  if (!token) return <Entry title={t("set_up.title")} text={t("set_up.no_token")} />;
  return (
    <Entry
      title={t("set_up.title")}
      text={t("set_up.text")}
      onSubmit={() => !making.isPending && making.mutate()}
    >
      {!placed && <Refusal error={making.error} />}
      <Field label={t("set_up.team")} problem={problem("team")}>
        <Input autoComplete="organization" autoFocus {...control("team")} />
      </Field>
      <Field label={t("person.name")} problem={problem("name")}>
        <Input autoComplete="name" {...control("name")} />
      </Field>
      <Field label={t("person.email")} problem={problem("email")}>
        <Input type="email" autoComplete="username" {...control("email")} />
      </Field>
      <Field
        label={t("person.password")}
        hint={t("person.password_hint")}
        problem={problem("password")}
      >
        <Input type="password" autoComplete="new-password" {...control("password")} />
      </Field>
      <Button type="submit" look="primary" busy={making.isPending}>
        {t("set_up.action")}
      </Button>
    </Entry>
  );
}
