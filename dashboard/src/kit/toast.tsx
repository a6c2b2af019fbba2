// Short notices in a corner. What must be answered is a dialog, what must stay is on the page.
import { Toast as Radix } from "radix-ui";
import { CircleAlert, CircleCheck, X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import { messageOf } from "@/api/problem";
import { t } from "@/text/t";

type Notice = { id: number; kind: "done" | "failed"; title: string; action?: ReactNode };
type Notify = {
  done: (title: string, action?: ReactNode) => void;
  failed: (error: unknown) => void;
};

const Context = createContext<Notify | null>(null);
let lastId = 0;

export function useToast(): Notify {
  const notify = useContext(Context);
  if (!notify) throw new Error("useToast() outside of <ToastArea>");
  return notify;
}

export function ToastArea({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const add = useCallback((notice: Omit<Notice, "id">) => {
    lastId += 1;
    const id = lastId;
    setNotices((before) => [...before.slice(-3), { ...notice, id }]);
  }, []);
  const remove = (id: number) => setNotices((before) => before.filter((one) => one.id !== id));
  const notify = useMemo<Notify>(
    () => ({
      done: (title, action) => add({ kind: "done", title, action }),
      failed: (error) => add({ kind: "failed", title: messageOf(error) }),
    }),
    [add],
  );
  return (
    <Context.Provider value={notify}>
      <Radix.Provider label={t("toast.area")} swipeDirection="right">
        {children}
        {notices.map((notice) => (
          <Radix.Root
            key={notice.id}
            duration={notice.kind === "failed" ? 12_000 : 6_000}
            onOpenChange={(open) => !open && remove(notice.id)}
            className="appear flex items-start gap-2.5 rounded-card border border-line bg-panel p-3 shadow-layer"
          >
            {notice.kind === "failed" ? (
              <CircleAlert size={18} className="mt-px shrink-0 text-failed" aria-hidden />
            ) : (
              <CircleCheck size={18} className="mt-px shrink-0 text-ok" aria-hidden />
            )}
            <div className="min-w-0 flex-1">
              <Radix.Title className="break-words">{notice.title}</Radix.Title>
              {notice.action && <div className="mt-1">{notice.action}</div>}
            </div>
            <Radix.Close
              aria-label={t("action.close")}
              className="inline-flex size-6 shrink-0 items-center justify-center rounded text-muted hover:bg-sunken"
            >
              <X size={14} aria-hidden />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(380px,calc(100vw-32px))] flex-col gap-2 outline-none" />
      </Radix.Provider>
    </Context.Provider>
  );
}
