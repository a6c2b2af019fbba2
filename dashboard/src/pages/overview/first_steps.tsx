// The way of a newcomer: a server, a plan, the first run. Gone once something has run.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { serverCountsQuery } from "@/api/servers";
import { Card } from "@/kit/page";
import { t } from "@/text/t";

export function FirstSteps() {
  const servers = useQuery(serverCountsQuery).data?.total ?? 0;
  return (
    <Card title={t("first.title")}>
      <ol className="grid gap-4 md:grid-cols-3">
        <FirstStep number={1} isDone={servers > 0} title={t("first.servers")} text={t("first.servers_text")}>
          <Link to="/servers" className="underline">
            {servers > 0 ? t("servers.count", { n: servers }) : t("servers.add")}
          </Link>
        </FirstStep>
        <FirstStep number={2} isDone={false} title={t("first.plan")} text={t("first.plan_text")}>
          <Link to="/trees" search={{ type: "maintenance" }} className="underline">
            {t("first.plan_open")}
          </Link>
        </FirstStep>
        <FirstStep number={3} isDone={false} title={t("first.run")} text={t("first.run_text")} />
      </ol>
    </Card>
  );
}

type FirstStepProps = { number: number; isDone: boolean; title: string; text: string; children?: ReactNode };

function FirstStep({ number, isDone, title, text, children }: FirstStepProps) {
  return (
    <li className="flex gap-3">
      <span className="inline-flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink">
        {isDone ? <CircleCheck size={17} aria-label={t("first.done")} /> : number}
      </span>
      <div className="min-w-0">
        <h3 className="font-medium">{title}</h3>
        <p className="text-muted">{text}</p>
        {children}
      </div>
    </li>
  );
}
