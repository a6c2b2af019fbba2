// Name, looks, password, second factor and the places where one is signed in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changeSetting, type Setting, useSetting } from "@/app/settings";
import { findingAt, messageOf } from "@/api/problem";
import { changePassword, endOtherSignIns, endSignIn, profileQuery, rename, signInsQuery } from "@/api/people";
import { sessionQuery, useSession } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Field, Input, Select } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";
import { Fact, Facts } from "../flow/facts";
import { ProviderLink } from "./provider_link";
import { SecondFactor } from "./second_factor";

export function Own() {
  const session = useSession();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("account.you")}>
        <Name />
        <Facts className="mt-4">
          <Fact name={t("person.email")}>{session?.user.email}</Fact>
          <Fact name={t("account.role")}>{session && t(`role.${session.user.role}_name` as TextKey)}</Fact>
          <Fact name={t("set_up.team")}>{session?.team.name}</Fact>
        </Facts>
      </Card>
      <Card title={t("account.looks")}>
        <div className="flex flex-wrap gap-4">
          <Choice name="theme" options={["system", "light", "dark"]} />
          <Choice name="density" options={["comfortable", "compact"]} />
          <Choice name="keys" options={["on", "off"]} />
        </div>
      </Card>
      <Password />
      <SecondFactor />
      <ProviderLink />
      <SignIns />
    </div>
  );
}

function Name() {
  const profile = useQuery(profileQuery);
  const [name, setName] = useState<string | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const renaming = useMutation({
    mutationFn: () => rename(profile.data!, (name ?? "").trim()),
    onSuccess: () => {
      setName(null);
      for (const { queryKey } of [profileQuery, sessionQuery]) void queries.invalidateQueries({ queryKey });
      toast.done(t("account.renamed"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name !== null && profile.data && !renaming.isPending) renaming.mutate();
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <Field label={t("person.name")} className="flex-1" problem={renaming.isError ? messageOf(renaming.error) : undefined}>
        <Input
          autoComplete="name"
          maxLength={255}
          value={name ?? profile.data?.user.name ?? ""}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Button type="submit" busy={renaming.isPending}>
        {t("action.save")}
      </Button>
    </form>
  );
}

function Choice({ name, options }: { name: Setting; options: string[] }) {
  const value = useSetting(name);
  return (
    <Field label={t(`settings.${name}` as TextKey)}>
      <Select value={value} onChange={(event) => changeSetting(name, event.target.value)}>
        {options.map((option) => (
          <option key={option} value={option}>
            {t(`settings.${name}_${option}` as TextKey)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Password() {
  const [form, setForm] = useState({ current_password: "", password: "" });
  const toast = useToast();
  const changing = useMutation({
    mutationFn: () => changePassword(form),
    onSuccess: () => {
      setForm({ current_password: "", password: "" });
      toast.done(t("account.password_changed"));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!changing.isPending) changing.mutate();
  };
  const problem = findingAt(changing.error, "/password");
  return (
    <Card title={t("person.password")}>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t("account.current_password")} problem={changing.isError && !problem ? messageOf(changing.error) : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            value={form.current_password}
            onChange={(event) => setForm({ ...form, current_password: event.target.value })}
          />
        </Field>
        <Field label={t("account.new_password")} hint={t("person.password_hint")} problem={problem}>
          <Input
            type="password"
            autoComplete="new-password"
            value={form.password}
            onChange={(event) => setForm({ ...form, password: event.target.value })}
          />
        </Field>
        <div>
          <Button type="submit" busy={changing.isPending}>
            {t("account.change_password")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function SignIns() {
  const sessions = useQuery(signInsQuery);
  const queries = useQueryClient();
  const toast = useToast();
  const ending = useMutation({
    mutationFn: (id: string | null) => (id === null ? endOtherSignIns() : endSignIn(id)),
    onSuccess: () => void queries.invalidateQueries({ queryKey: signInsQuery.queryKey }),
    onError: toast.failed,
  });
  return (
    <Card title={t("account.sign_ins")}>
      <Answer query={sessions}>
        {(page) => (
          <>
            <ul className="flex flex-col gap-2">
              {page.items.map((one) => (
                <li key={one.id} className="flex items-center gap-3">
                  <div className="min-w-0 flex-1">
                    <p className="truncate" title={one.agent}>
                      {one.agent || t("account.unknown_browser")}
                    </p>
                    <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
                      {one.address} · <Ago at={one.seen_at} />
                      {one.is_current && <Badge tone="ok">{t("account.this_browser")}</Badge>}
                    </p>
                  </div>
                  {!one.is_current && <Button onClick={() => ending.mutate(one.id)}>{t("account.end_one")}</Button>}
                </li>
              ))}
            </ul>
            {page.items.length > 1 && (
              <Button className="mt-3" onClick={() => ending.mutate(null)} busy={ending.isPending}>
                {t("account.end_others")}
              </Button>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}
