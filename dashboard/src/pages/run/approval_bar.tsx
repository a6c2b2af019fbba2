// The bar of a question that is answered with yes or no: what, why, a comment, the two buttons.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check, X } from "lucide-react";
import { createContext, useContext, useState } from "react";
import { messageOf } from "@/api/problem";
import { useMayWrite } from "@/api/session";
import { Button } from "@/kit/button";
import { Field, Input } from "@/kit/field";
import { t } from "@/text/t";

export type Answered = { approved: boolean; comment: string };

/// Whether a bar stays in sight where the window is narrow; not where several stand below each other.
export const BarStays = createContext(true);

type BarProps = {
  title: string;
  children: React.ReactNode;
  approve: string;
  busy: boolean;
  error: unknown;
  rejectNeedsComment?: boolean;
  /// Why nobody can say yes yet.
  blocked?: string | false;
  onAnswer: (approved: boolean, comment: string) => void;
};

export function Bar({ title, children, approve, busy, error, onAnswer, blocked, rejectNeedsComment = true }: BarProps) {
  const [comment, setComment] = useState("");
  const stays = useContext(BarStays);
  const mayWrite = useMayWrite();
  const lacksComment = rejectNeedsComment && !comment.trim() && t("prompt.comment_needed");
  return (
    // Where the window is narrow a host opens over the page; what waits for an answer stays above it.
    <section
      aria-label={title}
      className={clsx(
        "rounded-card border border-waiting bg-waiting-soft px-4 py-3",
        stays && "max-[1099px]:sticky max-[1099px]:bottom-0 max-[1099px]:z-35 max-[1099px]:order-last",
      )}
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h2 className="text-lg font-semibold">
            <span aria-hidden className="mr-2 text-waiting">
              ‖
            </span>
            {title}
          </h2>
          {children}
        </div>
        <div className={clsx("flex min-w-0 basis-80 flex-col gap-2", !mayWrite && "hidden")}>
          <Field label={t("prompt.comment")} optional>
            <Input value={comment} onChange={(event) => setComment(event.target.value)} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button
              look="danger"
              icon={<X size={15} aria-hidden />}
              busy={busy}
              blocked={lacksComment}
              onClick={() => onAnswer(false, comment.trim())}
            >
              {t("prompt.reject")}
            </Button>
            <Button
              look="primary"
              icon={<Check size={15} aria-hidden />}
              busy={busy}
              blocked={blocked}
              onClick={() => onAnswer(true, comment.trim())}
            >
              {approve}
            </Button>
          </div>
          {error !== null && (
            <p role="alert" className="text-failed">
              {messageOf(error)}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

export function useAnswering<T>(answer: (value: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: answer,
    onSettled: () => {
      for (const key of ["batch", "batch-sessions", "session-detail", "approvals", "schedules", "schedule"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
    },
  });
}
