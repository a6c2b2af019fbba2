// A new password, by the one-time link that an owner has made.
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, read } from "@/api/client";
import { messageOf } from "@/api/problem";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { Entry, linkToken } from "./entry";

export default function Password() {
  const token = linkToken();
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const toast = useToast();
  const setting = useMutation({
    mutationFn: () => read(api.POST("/password", { body: { token, password } })),
    onSuccess: () => {
      toast.done(t("account.password_changed"));
      void navigate({ to: "/login" });
    },
  });
  if (!token) return <Entry title={t("password.title")} text={t("invitation.no_token")} />;
  return (
    <Entry
      title={t("password.title")}
      text={t("password.text")}
      onSubmit={() => !setting.isPending && setting.mutate()}
    >
      <Field
        label={t("account.new_password")}
        hint={t("person.password_hint")}
        problem={setting.isError ? messageOf(setting.error) : undefined}
      >
        <Input
          type="password"
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" look="primary" busy={setting.isPending}>
        {t("account.change_password")}
      </Button>
    </Entry>
  );
}
