// What may run on a machine, in plain words; who changed it stands in its history.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { messageOf } from "@/api/problem";
import { type Server, type ServerMode, setServerMode } from "@/api/servers";
import { useMayWrite } from "@/api/session";
import { AskReason } from "@/kit/ask_reason";
import { Button } from "@/kit/button";
import { Card } from "@/kit/page";
import { t } from "@/text/t";
import { ModeBadge } from "./words";

const modes: ServerMode[] = ["live", "shadow", "audit"];

export function Modes({ server }: { server: Server }) {
  const [asked, setAsked] = useState<ServerMode | null>(null);
  const mayWrite = useMayWrite();
  const queries = useQueryClient();
  const setting = useMutation({
    mutationFn: (body: { mode: ServerMode; reason: string }) => setServerMode(server.id, body),
    onSuccess: () => {
      for (const key of ["servers", "server"]) void queries.invalidateQueries({ queryKey: [key] });
      setAsked(null);
    },
  });
  return (
    <Card title={t("servers.may_run")}>
      <ul className="flex flex-col gap-2">
        {modes.map((mode) => (
          <li key={mode} className="flex min-h-8 items-center gap-3">
            <span className="w-18 shrink-0">
              <ModeBadge mode={mode} />
            </span>
            <span className="flex-1 text-muted">{t(`mode.${mode}_text`)}</span>
            {mode === server.mode && <span className="px-3 font-medium">{t("servers.current_mode")}</span>}
            {mode !== server.mode && mayWrite && (
              <Button onClick={() => (setting.reset(), setAsked(mode))}>{t("servers.set_mode")}</Button>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <AskReason
          title={t("servers.set_mode_title", { name: server.name, mode: t(`mode.${asked}`) })}
          description={t(`mode.${asked}_text`)}
          action={t("servers.set_mode")}
          required
          busy={setting.isPending}
          problem={setting.isError ? messageOf(setting.error) : undefined}
          onClose={() => setAsked(null)}
          onConfirm={(reason) => setting.mutate({ mode: asked, reason })}
        />
      )}
    </Card>
  );
}
