// What a page shows while the server's answer is on its way, when there is none, and when it is old:
// one place for all pages.
import type { UseQueryResult } from "@tanstack/react-query";
import { CircleAlert, RefreshCw } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { messageOf, Problem } from "@/api/problem";
import { t } from "@/text/t";
import { ago } from "@/text/time";
import { Button } from "./button";

type AnswerProps<T> = {
  query: UseQueryResult<T>;
  /// A sketch of the layout; lines by default.
  waiting?: ReactNode;
  children: (data: T) => ReactNode;
};

export function Answer<T>({ query, waiting, children }: AnswerProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Stale query={query} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting>{waiting ?? <Lines />}</Waiting>;
}

/// Nothing at first: an answer within 150 ms should not flicker.
function Waiting({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t("answer.loading")} className={shown ? "" : "invisible"}>
      {children}
    </div>
  );
}

export function Lines({ count = 6 }: { count?: number }) {
  return (
    <div className="flex flex-col gap-3 py-2" aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="h-5 animate-pulse rounded bg-sunken" />
      ))}
    </div>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const id = error instanceof Problem ? error.requestId : undefined;
  return (
    <div role="alert" className="flex flex-col items-start gap-3 rounded-card border border-line bg-panel p-5">
      <p className="flex items-center gap-2 font-medium">
        <CircleAlert size={18} className="text-failed" aria-hidden />
        {messageOf(error)}
      </p>
      {id && <p className="text-sm text-muted">{t("answer.request", { id })}</p>}
      {onRetry && (
        <Button icon={<RefreshCw size={15} aria-hidden />} onClick={onRetry}>
          {t("action.retry")}
        </Button>
      )}
    </div>
  );
}

function Stale<T>({ query }: { query: UseQueryResult<T> }) {
  return (
    <p role="status" className="mb-3 flex flex-wrap items-center gap-2 rounded-control border border-waiting bg-waiting-soft px-3 py-1.5 text-sm">
      {t("answer.stale", { when: ago(query.dataUpdatedAt), why: messageOf(query.error) })}
      <button type="button" className="underline" onClick={() => void query.refetch()}>
        {t("action.retry")}
      </button>
    </p>
  );
}

type EmptyProps = { icon?: ReactNode; title: string; text: string; children?: ReactNode };

export function Empty({ icon, title, text, children }: EmptyProps) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-card border border-dashed border-line px-6 py-12 text-center">
      {icon && <div className="mb-1 text-muted">{icon}</div>}
      <h2 className="text-lg font-semibold">{title}</h2>
      <p className="max-w-[52ch] text-muted">{text}</p>
      {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
