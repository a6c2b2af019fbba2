// Who is in the team, with which role, and who was invited.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { invitationsQuery, invite, makePasswordLink, peopleQuery, type Person, resetSecondFactor, revokeInvitation, type Role, updatePerson } from "@/api/people";
import { messageOf } from "@/api/problem";
import { useSession } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Field, Input, Select } from "@/kit/field";
import { Ago, Instant } from "@/kit/instant";
import { Card } from "@/kit/page";
import { actsColumn, type Column, Table } from "@/kit/table";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { OneTimeLink } from "./one_time_link";

const roles: Role[] = ["owner", "engineer", "viewer"];

export function People() {
  const [isInviting, setIsInviting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const isOwner = useSession()?.user.role === "owner";
  const people = useQuery(peopleQuery);
  const queries = useQueryClient();
  const toast = useToast();
  const changing = useMutation({
    mutationFn: ({ id, ...body }: { id: string; role?: Role; is_active?: boolean }) => updatePerson(id, body),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["people"] }),
    onError: toast.failed,
  });
  const linking = useMutation({
    mutationFn: makePasswordLink,
    onSuccess: (made) => setLink(made.url),
    onError: toast.failed,
  });
  const resetting = useMutation({
    mutationFn: (person: Person) => resetSecondFactor(person.id),
    onSuccess: (_, person) => {
      void queries.invalidateQueries({ queryKey: ["people"] });
      toast.done(t("second_factor.reset_done", { name: person.name }));
    },
    onError: toast.failed,
  });
  const columns = columnsOf(isOwner, (id, role) => changing.mutate({ id, role }), {
    setActive: (person) => changing.mutate({ id: person.id, is_active: !person.is_active }),
    link: (person) => linking.mutate(person.id),
    resetFactor: (person) => resetting.mutate(person),
  });
  return (
    <div className="flex flex-col gap-5">
      <Card
        flush
        title={t("account.people")}
        actions={
          <Button
            icon={<UserPlus size={15} aria-hidden />}
            onClick={() => setIsInviting(true)}
            blocked={!isOwner && t("role.owner_only")}
          >
            {t("account.invite")}
          </Button>
        }
      >
        <Answer query={people}>
          {(page) => <Table label={t("account.people")} columns={columns} rows={page.items} rowKey={(person) => person.id} />}
        </Answer>
      </Card>
      {isOwner && <Invitations />}
      {isInviting && <Invite onClose={() => setIsInviting(false)} onLink={(url) => (setIsInviting(false), setLink(url))} />}
      {link && <OneTimeLink url={link} onClose={() => setLink(null)} />}
    </div>
  );
}

type Acts = { setActive: (person: Person) => void; link: (person: Person) => void; resetFactor: (person: Person) => void };

function columnsOf(isOwner: boolean, setRole: (id: string, role: Role) => void, acts: Acts): Column<Person>[] {
  const columns: Column<Person>[] = [
    {
      key: "name",
      head: t("lists.column_name"),
      className: "w-full",
      cell: (person) => (
        <>
          <span className="font-medium">{person.name}</span>{" "}
          {!person.is_active && <Badge>{t("account.inactive")}</Badge>}
          <span className="block text-sm text-muted">{person.email}</span>
        </>
      ),
    },
    {
      key: "role",
      head: t("account.role"),
      cell: (person) =>
        isOwner ? (
          <Select
            aria-label={t("account.role_of", { name: person.name })}
            className="w-auto!"
            value={person.role}
            onChange={(event) => setRole(person.id, event.target.value as Role)}
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {t(`role.${role}_name`)}
              </option>
            ))}
          </Select>
        ) : (
          t(`role.${person.role}_name`)
        ),
    },
    {
      key: "seen",
      head: t("account.last_sign_in"),
      secondary: true,
      cell: (person) => (
        <span className="text-muted">{person.last_sign_in_at === null ? t("lists.never") : <Ago at={person.last_sign_in_at} />}</span>
      ),
    },
  ];
  if (!isOwner) return columns;
  return [
    ...columns,
    actsColumn((person) => (
      <span className="flex justify-end gap-2">
        {person.has_second_factor && <Button onClick={() => acts.resetFactor(person)}>{t("second_factor.reset")}</Button>}
        <Button onClick={() => acts.link(person)}>{t("account.password_link")}</Button>
        <Button onClick={() => acts.setActive(person)}>
          {person.is_active ? t("account.let_go") : t("account.let_in")}
        </Button>
      </span>
    )),
  ];
}

function Invite({ onClose, onLink }: { onClose: () => void; onLink: (url: string) => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("engineer");
  const queries = useQueryClient();
  const inviting = useMutation({
    mutationFn: () => invite({ email: email.trim(), role }),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey });
      onLink(made.url);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!inviting.isPending) inviting.mutate();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("account.invite")}
      description={t("account.invite_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" type="submit" form="invite" busy={inviting.isPending}>
            {t("account.invite_action")}
          </Button>
        </>
      }
    >
      <form id="invite" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("person.email")} problem={inviting.isError ? messageOf(inviting.error) : undefined}>
          <Input type="email" autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        <Field label={t("account.role")} hint={t(`role.${role}_text`)}>
          <Select value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {roles.map((one) => (
              <option key={one} value={one}>
                {t(`role.${one}_name`)}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </Dialog>
  );
}

function Invitations() {
  const invitations = useQuery(invitationsQuery);
  const queries = useQueryClient();
  const toast = useToast();
  const revoking = useMutation({
    mutationFn: revokeInvitation,
    onSuccess: () => void queries.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
    onError: toast.failed,
  });
  if (!invitations.data || invitations.data.items.length === 0) return null;
  return (
    <Card title={t("account.invitations")}>
      <ul className="flex flex-col gap-2">
        {invitations.data.items.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-3">
            <span className="min-w-0 flex-1 truncate">
              {one.email} <span className="text-muted">{t(`role.${one.role}_name`)}</span>
            </span>
            <span className="text-sm text-muted">
              {t("account.until")} <Instant at={one.expires_at} />
            </span>
            <Button onClick={() => revoking.mutate(one.id)}>{t("account.revoke")}</Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
