// What is worked on: one row for each batch, which opens to its sessions.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronRight, ClipboardList } from "lucide-react";
import { clsx } from "clsx";
import { type ReactNode, useRef } from "react";
import { type Batch, type BatchSession, batchSessionsQuery } from "@/api/batches";
import { Answer, Empty, Lines } from "@/kit/answer";
import { Ago } from "@/kit/instant";
import { Page } from "@/kit/page";
import { CountsBar, rollup, State } from "@/kit/states";
import { Tabs } from "@/kit/tabs";
import { byName } from "@/text/natural";
import { t, type TextKey } from "@/text/t";
import { TakeSession } from "./assignment";
import { BatchesIn, BatchHistory, ended, prepared, underWay } from "./batch_lists";

const views = ["active", "prepared", "completed", "all"] as const;
type View = (typeof views)[number];

export default function Sessions() {
  const { view, open } = useSearch({ from: "/shell/sessions" });
  const navigate = useNavigate({ from: "/sessions" });
  const current: View = views.includes(view as View) ? (view as View) : "active";
  const list = (batches: Batch[]) => (
    <BatchList
      batches={batches}
      open={open}
      onOpen={(id) => void navigate({ search: { view, open: open === id ? undefined : id }, replace: true })}
    />
  );
  const contents: Record<View, ReactNode> = {
    active: <BatchesIn statuses={underWay} none={none}>{list}</BatchesIn>,
    prepared: <BatchesIn statuses={prepared} none={none}>{list}</BatchesIn>,
    completed: <BatchHistory statuses={ended} none={none}>{list}</BatchHistory>,
    all: <BatchHistory none={none}>{list}</BatchHistory>,
  };
  return (
    <Page title={t("nav.sessions")} description={t("sessions.text")}>
      <Tabs
        value={current}
        onChange={(next) => void navigate({ search: { view: next }, replace: true })}
        label={t("nav.sessions")}
        tabs={views.map((one) => ({ value: one, label: t(`sessions.${one}` as TextKey), content: contents[one] }))}
      />
    </Page>
  );
}

const none = (
  <Empty icon={<ClipboardList size={28} aria-hidden />} title={t("sessions.none")} text={t("sessions.none_text")}>
    <Link to="/trees" search={{ type: "maintenance" }} className="underline">
      {t("library.title_maintenance")}
    </Link>
  </Empty>
);

type BatchListProps = { batches: Batch[]; open: string | undefined; onOpen: (id: string) => void };

function BatchList({ batches, open, onOpen }: BatchListProps) {
  return (
    <ul className="rounded-card border border-line bg-panel">
      {batches.map((batch) => (
        <li key={batch.batch_id} className="border-b border-line last:border-0">
          <BatchRow batch={batch} isOpen={open === batch.batch_id} onOpen={() => onOpen(batch.batch_id)} />
        </li>
      ))}
    </ul>
  );
}

type BatchRowProps = { batch: Batch; isOpen: boolean; onOpen: () => void };

function BatchRow({ batch, isOpen, onOpen }: BatchRowProps) {
  return (
    <>
      <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-3 py-2 md:grid-cols-[auto_minmax(0,2fr)_minmax(0,2fr)_150px_130px]">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={t("sessions.expand", { name: batch.name, n: batch.counts.total })}
          onClick={onOpen}
          className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken"
        >
          <ChevronRight size={16} aria-hidden className={clsx(isOpen && "rotate-90")} />
        </button>
        <Link to="/flows/$flowId/batches/$batchId" params={{ flowId: batch.tree_id ?? "none", batchId: batch.batch_id }} className="truncate font-medium hover:underline">
          {batch.name}
        </Link>
        <div className="flex flex-col gap-1 max-md:col-span-3 max-md:row-start-2">
          <span className="text-sm">{rollup(batch.counts)}</span>
          <CountsBar counts={batch.counts} />
        </div>
        <State state={batch.status} />
        <span className="text-right text-sm text-muted max-md:hidden">
          <Ago at={batch.created_at} />
        </span>
      </div>
      {isOpen && <BatchSessions batchId={batch.batch_id} />}
    </>
  );
}

function BatchSessions({ batchId }: { batchId: string }) {
  const sessions = useQuery(batchSessionsQuery(batchId));
  return (
    <div className="border-t border-line bg-sunken px-3 py-2 pl-14">
      <Answer query={sessions} waiting={<Lines count={3} />}>
        {(page) => <SessionLines sessions={byName(page.items.filter((session) => !session.recheck), (session) => session.target_label)} />}
      </Answer>
    </div>
  );
}

const lineHeight = 40;

/// Only those in sight are drawn: a batch may hold ten thousand.
function SessionLines({ sessions }: { sessions: BatchSession[] }) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: sessions.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    overscan: 6,
  });
  return (
    <div ref={scroll} className="max-h-96 overflow-y-auto">
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const session = sessions[index]!;
          return (
            <li
              key={session.session_id}
              aria-setsize={sessions.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 flex items-center gap-x-4"
              style={{ height: lineHeight, transform: `translateY(${start}px)` }}
            >
              <Link to="/sessions/$sessionId" params={{ sessionId: session.session_id }} className="min-w-0 flex-1 truncate hover:underline">
                {session.target_label || t("sessions.no_target")}
              </Link>
              {session.manual && <span className="text-sm text-muted max-sm:hidden">{t("step.by_hand")}</span>}
              <TakeSession session={session} />
              <span className="min-w-44 max-sm:min-w-0">
                <State state={session.status} />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
