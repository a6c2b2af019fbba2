// Somebody was invited into a team: they choose a name and a password.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, read } from "@/api/client";
import { findingAt } from "@/api/problem";
import { acceptInvitation, sessionQuery } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { Entry, linkToken } from "./entry";

export default function Invitation() {
  const token = linkToken();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const joining = useMutation({
    mutationFn: () => acceptInvitation({ token, name, password }),
    onSuccess: (session) => {
      queries.setQueryData(sessionQuery.queryKey, session);
      void navigate({ to: "/" });
    },
  });
  const offer = useQuery({
    queryKey: ["invitation", token],
    enabled: token !== "",
    retry: false,
    queryFn: () => read(api.POST("/invitations/look-up", { body: { token } })),
  });
  const problem = (field: string) => findingAt(joining.error, `/${field}`);
  const placed = problem("name") ?? problem("password");
  if (!token) return <Entry title={t("invitation.title")} text={t("invitation.no_token")} />;
  return (
    <Entry
      title={offer.data ? t("invitation.title_team", { team: offer.data.team }) : t("invitation.title")}
      text={t("invitation.text")}
      onSubmit={() => !joining.isPending && joining.mutate()}
    >
      <Refusal error={offer.error ?? (placed ? null : joining.error)} />
      <Field label={t("person.name")} problem={problem("name")}>
        <Input
          autoComplete="name"
          autoFocus
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field
        label={t("person.password")}
        hint={t("person.password_hint")}
        problem={problem("password")}
      >
        <Input
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" look="primary" busy={joining.isPending}>
        {t("invitation.action")}
      </Button>
    </Entry>
  );
}
