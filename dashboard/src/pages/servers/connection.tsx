// Whether a server can be reached: a look at it, and the host key that it showed, accepted by a person.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, CircleAlert, Plug, X } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { acceptHostKey, type ConnectionTest, type Server, serverQuery, testConnection } from "@/api/servers";
import { useMayWrite } from "@/api/session";
import { Button } from "@/kit/button";
import { Confirm } from "@/kit/dialog";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { Fact, Facts } from "../flow/facts";

export function Connection({ server }: { server: Server }) {
  const [requestedAt, setRequestedAt] = useState<number | null>(null);
  const mayWrite = useMayWrite();
  const toast = useToast();
  const testing = useMutation({
    mutationFn: () => testConnection(server.id),
    onSuccess: ({ requested_at }) => setRequestedAt(requested_at),
    onError: toast.failed,
  });
  const test = server.connection_test;
  const isWaiting = testing.isPending || (requestedAt !== null && (test === null || test.at < requestedAt));
  return (
    <Card
      title={t("connection.title")}
      actions={
        mayWrite && (
          <Button icon={<Plug size={15} aria-hidden />} busy={isWaiting} onClick={() => testing.mutate()}>
            {isWaiting ? t("connection.testing") : t("connection.test")}
          </Button>
        )
      }
    >
      {test ? <Found server={server} test={test} mayWrite={mayWrite} /> : <p className="text-muted">{t("connection.none")}</p>}
      <SystemFacts facts={server.facts} />
    </Card>
  );
}

function Found({ server, test, mayWrite }: { server: Server; test: ConnectionTest; mayWrite: boolean }) {
  return (
    <>
      <p className="text-muted">
        <Ago at={test.at} /> · <code className="break-all">{test.way}</code>
      </p>
      <ul className="mt-2 flex flex-col gap-1">
        <Mark isGood={test.host_key !== null}>{t("connection.answered")}</Mark>
        {test.host_key && <Mark isGood={test.host_key.trust === "known"}>{t(`connection.trust_${test.host_key.trust}`)}</Mark>}
        <Mark isGood={test.logged_in}>{t("connection.logged_in")}</Mark>
        <Mark isGood={test.has_shell}>{t("connection.has_shell")}</Mark>
      </ul>
      {test.problem && (
        <p className="mt-2 flex gap-2 rounded-control bg-sunken px-3 py-2">
          <CircleAlert size={16} className="mt-0.5 shrink-0 text-failed" aria-hidden />
          <span className="min-w-0 break-words">{test.problem}</span>
        </p>
      )}
      {test.host_key && test.host_key.trust !== "known" && <SeenKey server={server} hostKey={test.host_key} mayWrite={mayWrite} />}
    </>
  );
}

function Mark({ isGood, children }: { isGood: boolean; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      {isGood ? (
        <Check size={15} className="shrink-0 text-ok" aria-label={t("connection.yes")} />
      ) : (
        <X size={15} className="shrink-0 text-failed" aria-label={t("connection.no")} />
      )}
      {children}
    </li>
  );
}

type SeenKeyProps = { server: Server; hostKey: NonNullable<ConnectionTest["host_key"]>; mayWrite: boolean };

/// A person compares the fingerprint with what the server's console says, and accepts it.
function SeenKey({ server, hostKey, mayWrite }: SeenKeyProps) {
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  const accepting = useMutation({
    mutationFn: () => acceptHostKey(server, hostKey.fingerprint),
    onSuccess: () => {
      setIsAsking(false);
      void queries.invalidateQueries({ queryKey: serverQuery(server.id).queryKey });
    },
  });
  return (
    <div className="mt-3 flex flex-col items-start gap-2 rounded-control border border-waiting bg-waiting-soft p-3">
      <p className="break-words">{t("connection.compare")}</p>
      <code className="break-all">
        {hostKey.type} {hostKey.fingerprint}
      </code>
      {mayWrite && hostKey.trust !== "revoked" && (
        <Button look={hostKey.trust === "changed" ? "danger" : "primary"} onClick={() => (accepting.reset(), setIsAsking(true))}>
          {t("connection.accept")}
        </Button>
      )}
      <Confirm
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("connection.accept_title", { name: server.name })}
        description={hostKey.trust === "changed" ? t("connection.accept_changed") : t("connection.accept_text")}
        action={t("connection.accept")}
        look={hostKey.trust === "changed" ? "danger" : "primary"}
        busy={accepting.isPending}
        onConfirm={() => accepting.mutate()}
      >
        <code className="break-all">{hostKey.fingerprint}</code>
        {accepting.isError && (
          <p role="alert" className="mt-2 text-failed">
            {messageOf(accepting.error)}
          </p>
        )}
      </Confirm>
    </div>
  );
}

function SystemFacts({ facts }: { facts: Server["facts"] }) {
  if (!facts.os_name && !facts.kernel) return null;
  return (
    <Facts className="mt-4 border-t border-line pt-3">
      {facts.os_name && <Fact name={t("connection.system")}>{facts.os_name}</Fact>}
      {facts.kernel && <Fact name={t("connection.kernel")}>{facts.kernel}</Fact>}
      {facts.architecture && <Fact name={t("connection.architecture")}>{facts.architecture}</Fact>}
      {facts.hostname && <Fact name={t("connection.hostname")}>{facts.hostname}</Fact>}
      {facts.last_seen !== undefined && (
        <Fact name={t("connection.seen")}>
          <Ago at={facts.last_seen} />
        </Fact>
      )}
    </Facts>
  );
}
