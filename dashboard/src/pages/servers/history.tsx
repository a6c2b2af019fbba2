// What happened to one machine: the sessions that worked on it, how its mode was changed, and any two of its
// snapshots compared.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { History as HistoryIcon } from "lucide-react";
import { type Server, type ServerSession, serverModesQuery, serverSessionsQuery } from "@/api/servers";
import { Answer, Empty, Failed, Lines } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Ago } from "@/kit/instant";
import { Card } from "@/kit/page";
import { State } from "@/kit/states";
import { t } from "@/text/t";
import { duration } from "@/text/time";
import { Compared } from "./compared";
import { type ModeChange, pastOf, shotsOf } from "./past";
import { ModeBadge } from "./words";

export function History({ server }: { server: Server }) {
  const sessions = useInfiniteQuery(serverSessionsQuery(server.id));
  const modes = useQuery(serverModesQuery(server.id));
  const rows = sessions.data?.pages.flatMap((page) => page.items) ?? [];
  const more = sessions.hasNextPage && (
    <Button busy={sessions.isFetchingNextPage} onClick={() => void sessions.fetchNextPage()}>
      {t("list.more")}
    </Button>
  );
  if (sessions.isError && !sessions.data) return <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />;
  return (
    <>
      <Card title={t("past.title")} flush>
        {sessions.isPending ? (
          <div className="p-4">
            <Lines count={4} />
          </div>
        ) : (
          <Answer query={modes}>
            {(page) => {
              const past = pastOf(rows, page.items, !sessions.hasNextPage);
              if (past.length === 0) {
                return (
                  <div className="p-4">
                    <Empty icon={<HistoryIcon size={26} aria-hidden />} title={t("past.none")} text={t("past.none_text")} />
                  </div>
                );
              }
              return (
                <ol>
                  {past.map((one, index) => (
                    <li key={index} className="border-b border-line px-4 py-2 last:border-0">
                      {"session" in one ? <Ran session={one.session} /> : <Changed change={one.mode} />}
                    </li>
                  ))}
                </ol>
              );
            }}
          </Answer>
        )}
        {more && <div className="border-t border-line p-3">{more}</div>}
      </Card>
      <Compared server={server} shots={shotsOf(rows)} />
    </>
  );
}

const row = "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 md:grid-cols-[170px_minmax(0,1fr)_100px_130px]";

function Ran({ session }: { session: ServerSession }) {
  const { started_at: began, ended_at: ended } = session;
  return (
    <div className={row}>
      <State state={session.status} className="max-md:col-start-2 max-md:row-start-1" />
      <span className="min-w-0 max-md:col-start-1 max-md:row-start-1">
        <Link to="/sessions/$sessionId" params={{ sessionId: session.session_id }} className="font-medium break-words hover:underline">
          {session.name}
        </Link>
        {session.reason && <span className="block text-sm break-words text-muted">{session.reason}</span>}
      </span>
      <span className="text-sm text-muted tabular-nums md:text-right">
        {began !== null && ended !== null && duration(ended - began)}
      </span>
      <span className="text-right text-sm text-muted">
        <Ago at={session.launched_at} />
      </span>
    </div>
  );
}

function Changed({ change }: { change: ModeChange }) {
  return (
    <div className={row}>
      <span>
        <ModeBadge mode={change.mode} />
      </span>
      <span className="min-w-0 break-words max-md:col-span-2 max-md:row-start-2 md:col-span-2">
        {t("past.mode", { who: change.by_whom, reason: change.reason })}
      </span>
      <span className="text-right text-sm text-muted">
        <Ago at={change.at} />
      </span>
    </div>
  );
}
