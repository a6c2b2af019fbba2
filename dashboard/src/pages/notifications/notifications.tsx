// The inbox: what one was told, newest first. A message leads to the very thing that it speaks of, and is
// read by that.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Check, CheckCheck, Inbox } from "lucide-react";
import { clsx } from "clsx";
import { basePath } from "@/api/client";
import { type Notification, notificationsQuery, type Told, useReading } from "@/api/notifications";
import { Answer, Empty } from "@/kit/answer";
import { Badge, type Tone } from "@/kit/badge";
import { Button, IconButton } from "@/kit/button";
import { Ago } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { Tabs } from "@/kit/tabs";
import { t, type TextKey } from "@/text/t";

export default function Notifications() {
  const { show } = useSearch({ from: "/shell/notifications" });
  const navigate = useNavigate({ from: "/notifications" });
  const unread = useQuery(notificationsQuery("all")).data?.unread ?? 0;
  const reading = useReading();
  return (
    <Page
      title={t("bell.title")}
      description={t("inbox.text")}
      actions={
        <Button
          icon={<CheckCheck size={15} aria-hidden />}
          blocked={unread === 0 && t("inbox.all_read")}
          busy={reading.isPending}
          onClick={() => reading.mutate(undefined)}
        >
          {t("bell.read_all")}
        </Button>
      }
    >
      <Tabs
        value={show ?? "all"}
        onChange={(next) => void navigate({ search: { show: next === "unread" ? next : undefined }, replace: true })}
        label={t("bell.title")}
        tabs={[
          { value: "all", label: t("inbox.all"), content: <Messages which="all" /> },
          { value: "unread", label: t("inbox.unread", { n: unread }), content: <Messages which="unread" /> },
        ]}
      />
    </Page>
  );
}

function Messages({ which }: { which: Told }) {
  const told = useQuery(notificationsQuery(which));
  return (
    <Answer query={told}>
      {({ items }) =>
        items.length > 0 ? (
          <Card flush>
            <ul aria-label={t("bell.title")}>
              {items.map((one) => (
                <Message key={one.id} message={one} />
              ))}
            </ul>
          </Card>
        ) : (
          <Empty
            icon={<Inbox size={28} aria-hidden />}
            title={t(which === "unread" ? "inbox.all_read" : "bell.none")}
            text={t(which === "unread" ? "inbox.all_read_text" : "inbox.none_text")}
          />
        )
      }
    </Answer>
  );
}

const tones: Record<string, Tone> = {
  approval_needed: "waiting",
  approval_expiring: "waiting",
  run_ready: "waiting",
  assigned: "waiting",
  failed: "failed",
  halted: "failed",
  interrupted: "failed",
  missed: "failed",
  completed: "ok",
  ring_finished: "ok",
  run_started: "running",
};

function Message({ message }: { message: Notification }) {
  const navigate = useNavigate();
  const reading = useReading();
  const { id, kind, text, link, is_read: isRead } = message;
  const open = (event: React.MouseEvent) => {
    if (!isRead) reading.mutate([id]);
    // A new tab is the browser's.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ href: link });
  };
  return (
    <li className={clsx("relative flex items-start gap-3 border-b border-line py-2.5 pr-2 pl-4 last:border-0 hover:bg-sunken", isRead && "text-muted")}>
      <span aria-hidden className={clsx("mt-1.5 size-2 shrink-0 rounded-full", !isRead && "bg-accent")} />
      <div className="min-w-0 flex-1">
        <p className={clsx("break-words", !isRead && "font-medium")}>
          {!isRead && <span className="sr-only">{t("inbox.is_unread")} </span>}
          {link ? (
            <a href={`${basePath}${link}`} onClick={open} className="before:absolute before:inset-0 hover:underline">
              {text}
            </a>
          ) : (
            text
          )}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
          <Badge tone={isRead ? "neutral" : (tones[kind] ?? "neutral")}>{kindName(kind)}</Badge>
          <Ago at={message.created_at} />
        </p>
      </div>
      {!isRead && (
        <IconButton label={t("inbox.read_of", { text })} className="z-10" onClick={() => reading.mutate([id])}>
          <Check size={16} aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

const kindName = (kind: string) => (kind in tones ? t(`team_event.${kind}` as TextKey) : t("inbox.message"));
