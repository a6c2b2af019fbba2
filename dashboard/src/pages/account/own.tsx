// Looks, password and the places where one is signed in.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changeSetting, type Setting, useSetting } from "@/app/settings";
import { findingAt, messageOf } from "@/api/problem";
import { changePassword, endOtherSignIns, signInsQuery } from "@/api/people";
import { useSession } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Field, Input, Select } from "@/kit/field";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";
import { Fact, Facts } from "../flow/facts";

export function Own() {
  const session = useSession();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Card title={t("account.you")}>
        <Facts>
          <Fact name={t("person.name")}>{session?.user.name}</Fact>
          <Fact name={t("person.email")}>{session?.user.email}</Fact>
          <Fact name={t("account.role")}>{session && t(`role.${session.user.role}_name` as TextKey)}</Fact>
          <Fact name={t("set_up.team")}>{session?.team.name}</Fact>
        </Facts>
      </Card>
      <Card title={t("account.looks")}>
        <div className="flex flex-wrap gap-4">
          <Choice name="theme" options={["system", "light", "dark"]} />
          <Choice name="density" options={["comfortable", "compact"]} />
        </div>
      </Card>
      <Password />
      <SignIns />
    </div>
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
    mutationFn: endOtherSignIns,
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
                <li key={one.id} className="min-w-0">
                  <p className="truncate" title={one.agent}>
                    {one.agent || t("account.unknown_browser")}
                  </p>
                  <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
                    {one.address} · <Ago at={one.seen_at} />
                    {one.is_current && <Badge tone="ok">{t("account.this_browser")}</Badge>}
                  </p>
                </li>
              ))}
            </ul>
            {page.items.length > 1 && (
              <Button className="mt-3" onClick={() => ending.mutate()} busy={ending.isPending}>
                {t("account.end_others")}
              </Button>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}
