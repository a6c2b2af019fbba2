// The stop switch of the team: nothing starts and no next step begins until it is taken back.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { OctagonX, Play } from "lucide-react";
import { useState } from "react";
import { api, read } from "@/api/client";
import { messageOf } from "@/api/problem";
import { sessionQuery, useMayWrite, useSession } from "@/api/session";
import { AskReason } from "@/kit/ask_reason";
import { Button } from "@/kit/button";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

export function StopSwitch() {
  const [isAsking, setIsAsking] = useState(false);
  const isStopped = Boolean(useSession()?.team.stopped_reason);
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const toast = useToast();
  const refresh = () => {
    setIsAsking(false);
    for (const key of [...sessionQuery.queryKey, "batches", "batch"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const stopping = useMutation({
    mutationFn: (reason: string) => read(api.POST("/stop", { body: { reason } })),
    onSuccess: refresh,
  });
  const goingOn = useMutation({ mutationFn: () => read(api.DELETE("/stop")), onSuccess: refresh, onError: toast.failed });
  if (!mayWrite) return null;
  if (isStopped) {
    return (
      <Button icon={<Play size={15} aria-hidden />} onClick={() => goingOn.mutate()} busy={goingOn.isPending}>
        {t("stopped.go_on")}
      </Button>
    );
  }
  return (
    <>
      <Button look="danger" icon={<OctagonX size={15} aria-hidden />} onClick={() => setIsAsking(true)}>
        {t("stopped.stop")}
      </Button>
      {isAsking && (
        <AskReason
          title={t("stopped.ask")}
          description={t("stopped.ask_text")}
          action={t("stopped.stop")}
          look="danger"
          required
          busy={stopping.isPending}
          problem={stopping.isError ? messageOf(stopping.error) : undefined}
          onClose={() => setIsAsking(false)}
          onConfirm={(reason) => stopping.mutate(reason)}
        />
      )}
    </>
  );
}
