// The machines in numbers: how many, and what may run on them.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { serverCountsQuery, type ServerMode } from "@/api/servers";
import { Answer, Lines } from "@/kit/answer";
import { Card } from "@/kit/page";
import { number, t } from "@/text/t";
import { ModeBadge } from "../servers/words";

export function Fleet() {
  const counts = useQuery(serverCountsQuery);
  return (
    <Card
      title={t("nav.group_fleet")}
      actions={
        <Link to="/servers" className="text-sm underline">
          {t("nav.servers")}
        </Link>
      }
    >
      <Answer query={counts} waiting={<Lines count={2} />}>
        {(found) => (
          <>
            <p>{t("servers.count", { n: found.total })}</p>
            <ul className="mt-2 flex flex-col gap-1">
              {found.mode.map((one) => (
                <li key={one.value} className="flex items-center gap-3">
                  <span className="w-18 shrink-0">
                    <ModeBadge mode={one.value} />
                  </span>
                  <Link to="/servers" search={{ mode: one.value as ServerMode }} className="tabular-nums underline">
                    {number(one.count)}
                  </Link>
                  <span className="text-sm text-muted">{t(`mode.${one.value as ServerMode}_text`)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Card>
  );
}
