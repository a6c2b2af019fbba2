// Who has a session: taken by oneself, given to somebody who may work on it, or given back.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Hand } from "lucide-react";
import type { BatchSession, SessionDetail } from "@/api/batches";
import { peopleQuery } from "@/api/people";
import { assignSession, claimSession } from "@/api/records";
import { useMayWrite } from "@/api/session";
import { Button } from "@/kit/button";
import { Select } from "@/kit/field";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

function useAssigning<T>(assign: (value: T) => Promise<unknown>) {
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: assign,
    onSuccess: () => {
      for (const key of ["session-detail", "batch-sessions"]) void queries.invalidateQueries({ queryKey: [key] });
    },
    onError: toast.failed,
  });
}

export function Assignment({ session }: { session: SessionDetail }) {
  const mayWrite = useMayWrite();
  const people = useQuery({ ...peopleQuery, enabled: mayWrite }).data?.items ?? [];
  const assigning = useAssigning((id: string) => assignSession(session.session_id, id || null));
  if (!mayWrite) return <>{session.assigned_to}</>;
  const able = people.filter((one) => one.is_active && one.role !== "viewer");
  const isListed = able.some((one) => one.id === session.assigned_user_id);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <TakeSession session={session} />
      <Select
        aria-label={t("assign.label", { target: session.target_label || t("sessions.no_target") })}
        className="w-auto! text-ink"
        value={session.assigned_user_id ?? ""}
        onChange={(event) => assigning.mutate(event.target.value)}
      >
        <option value="">{t("assign.nobody")}</option>
        {session.assigned_user_id && !isListed && <option value={session.assigned_user_id}>{session.assigned_to}</option>}
        {able.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    </span>
  );
}

/// The name of whoever has it, or a button for whoever wants it.
export function TakeSession({ session }: { session: BatchSession }) {
  const mayWrite = useMayWrite();
  const taking = useAssigning(() => claimSession(session.session_id));
  if (session.assigned_to) return "assigned_user_id" in session ? null : <span className="text-sm text-muted">{session.assigned_to}</span>;
  if (!mayWrite || session.ended_at !== null) return null;
  return (
    <Button icon={<Hand size={15} aria-hidden />} busy={taking.isPending} onClick={() => taking.mutate(undefined)}>
      {t("record.claim")}
    </Button>
  );
}
