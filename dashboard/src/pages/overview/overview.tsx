// The first page: what needs a person, what runs, what comes next, and how the fleet stands.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { approvalsQuery, questions } from "@/api/approvals";
import { type Batch, type BatchDetail, batchesQuery } from "@/api/batches";
import { type Schedule, schedulesQuery } from "@/api/schedules";
import { useSession } from "@/api/session";
import { Answer, Lines } from "@/kit/answer";
import { Instant } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { t } from "@/text/t";
import { ago } from "@/text/time";
import { HistoryRow } from "../maintenance_flow/run_history";
import { StopSwitch } from "@/shell/stop_switch";
import { Fleet } from "./fleet";
import { FirstSteps } from "./first_steps";
import { Needs } from "./needs";

const underWay = new Set<Batch["status"]>(["pending", "running", "awaiting_approval", "soaking", "paused"]);
const ended = new Set<Batch["status"]>(["completed", "failed", "cancelled"]);
const shownMax = 5;

export default function Overview() {
  const session = useSession();
  const batches = useQuery(batchesQuery({}));
  const schedules = useQuery(schedulesQuery({}));
  const waiting = useQuery(approvalsQuery);
  return (
    <Page title={t("nav.overview")} description={session?.team.name} actions={!session?.team.stopped_reason && <StopSwitch />}>
      <Answer query={batches}>
        {(page) => (
          <>
            {page.total === 0 && <FirstSteps />}
            <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
              <div className="flex min-w-0 flex-col gap-5">
                <Card title={t("overview.needs")} flush>
                  <Answer query={waiting} waiting={<Lines count={2} />}>
                    {(asking) => (
                      <Needs
                        batches={asking}
                        halted={page.items.filter((one) => one.status === "halted" && !isAsked(asking, one))}
                        schedules={(schedules.data?.items ?? []).filter((one) => one.status === "pending_approval")}
                        next={nextOf(schedules.data?.items ?? [])}
                      />
                    )}
                  </Answer>
                </Card>
                <Runs title={t("overview.running")} none={t("overview.none_running")} batches={page.items.filter((one) => underWay.has(one.status))} />
                <Runs title={t("overview.ended")} none={t("history.empty")} batches={page.items.filter((one) => ended.has(one.status)).slice(0, shownMax)} />
              </div>
              <div className="flex min-w-0 flex-col gap-5">
                <Coming schedules={schedules.data?.items ?? []} />
                <Fleet />
              </div>
            </div>
          </>
        )}
      </Answer>
    </Page>
  );
}

const isAsked = (asking: BatchDetail[], batch: Batch) =>
  asking.some((one) => one.batch_id === batch.batch_id && questions(one) > 0);

function nextOf(schedules: Schedule[]): Schedule | undefined {
  return comingOf(schedules)[0];
}

/// Those that will fire, the next one first.
function comingOf(schedules: Schedule[]): Schedule[] {
  return schedules
    .filter((one) => one.next_run_at !== null && one.is_active && one.status !== "paused")
    .sort((a, b) => (a.next_run_at ?? 0) - (b.next_run_at ?? 0));
}

function Runs({ title, none, batches }: { title: string; none: string; batches: Batch[] }) {
  return (
    <Card title={title} flush>
      {batches.length === 0 ? (
        <p className="p-4 text-muted">{none}</p>
      ) : (
        <ul>
          {batches.map((batch) => (
            <HistoryRow key={batch.batch_id} flowId={batch.tree_id ?? "none"} batch={batch} name={batch.name} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Coming({ schedules }: { schedules: Schedule[] }) {
  const coming = comingOf(schedules).slice(0, shownMax);
  return (
    <Card
      title={t("overview.coming")}
      actions={
        <Link to="/maintenances" className="text-sm underline">
          {t("nav.maintenances")}
        </Link>
      }
    >
      {coming.length === 0 && <p className="text-muted">{t("overview.none_coming")}</p>}
      <ul className="flex flex-col gap-3">
        {coming.map((one) => (
          <li key={one.id}>
            <Link to="/maintenances/schedules/$scheduleId" params={{ scheduleId: one.id }} className="font-medium break-words hover:underline">
              {one.name}
            </Link>
            <p className="text-sm text-muted">
              <Instant at={one.next_run_at!} zone={one.timezone} /> {one.timezone} · {ago(one.next_run_at!)}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
