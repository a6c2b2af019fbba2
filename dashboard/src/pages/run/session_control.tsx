// What people say to one session: retry, skip the step, mark it done, cancel.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { type SessionDetail, type SessionVerb, tellSession } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { AskReason } from "@/kit/ask_reason";
import { Menu, MenuItem } from "@/kit/menu";
import { t, type TextKey } from "@/text/t";

const stopped = ["failed", "interrupted"];
const underWay = ["running", "awaiting_approval", "awaiting_person", "paused"];
const offered: { verb: SessionVerb; in: string[]; required?: boolean }[] = [
  { verb: "retry", in: stopped, required: true },
  { verb: "rollback", in: stopped, required: true },
  { verb: "skip-step", in: stopped, required: true },
  { verb: "mark-done", in: stopped, required: true },
  { verb: "skip", in: ["pending"], required: true },
  { verb: "cancel", in: underWay, required: true },
];

export function SessionControl({ session }: { session: SessionDetail }) {
  const [asking, setAsking] = useState<(typeof offered)[number] | null>(null);
  const queries = useQueryClient();
  const mayWrite = useMayWrite();
  const telling = useMutation({
    mutationFn: ({ verb, reason }: { verb: SessionVerb; reason: string }) =>
      tellSession(session.session_id, verb, reason),
    onSuccess: () => {
      setAsking(null);
      for (const key of ["session-detail", "batch", "batch-sessions"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  const fits = offered.filter(
    (one) => one.in.includes(session.status) && (one.verb !== "rollback" || session.rollback.length > 0),
  );
  if (!mayWrite || fits.length === 0) return null;
  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t("list.actions_of", { name: session.target_label })}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
      >
        {fits.map((one) => (
          <MenuItem
            key={one.verb}
            dangerous={one.verb === "cancel"}
            onSelect={() => {
              telling.reset();
              setAsking(one);
            }}
          >
            {t(`session.${one.verb}` as TextKey)}
          </MenuItem>
        ))}
      </Menu>
      {asking && (
        <AskReason
          title={`${t(`session.${asking.verb}` as TextKey)}: ${session.target_label}`}
          description={t(`session.${asking.verb}_text` as TextKey)}
          action={t(`session.${asking.verb}` as TextKey)}
          look={asking.verb === "cancel" ? "danger" : "primary"}
          required={asking.required}
          busy={telling.isPending}
          problem={telling.isError ? messageOf(telling.error) : undefined}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => telling.mutate({ verb: asking.verb, reason })}
        />
      )}
    </>
  );
}
