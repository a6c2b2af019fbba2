// One schedule: where it stands, the text that will run, its targets and times, and what ran by it.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Ban, Pause, Pencil, Play, Rocket } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { flowQuery } from "@/api/flows";
import { runSchedule, type Schedule as ScheduleData, scheduleQuery, type ScheduleVerb, tellSchedule } from "@/api/schedules";
import { useMayWrite } from "@/api/session";
import { targetListQuery } from "@/api/target_lists";
import { Answer, Lines } from "@/kit/answer";
import { RiskBadge } from "@/kit/badge";
import { Button } from "@/kit/button";
import { Confirm } from "@/kit/dialog";
import { Instant } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";
import { Fact, Facts } from "../flow/facts";
import { WhyNot } from "../run/why_not";
import { Runs } from "../maintenance_flow/run_history";
import { Triggers } from "../triggers/triggers";
import { Firings } from "./firings";
import { ScheduleApproval } from "./schedule_approval";
import { ScheduleForm } from "./schedule_form";
import { ScheduleState } from "./schedule_state";
import { TargetsOf } from "./targets_of";

const FrozenText = lazy(() => import("./frozen_text"));

export default function Schedule() {
  const { scheduleId } = useParams({ strict: false }) as { scheduleId: string };
  const schedule = useQuery(scheduleQuery(scheduleId));
  return <Answer query={schedule}>{(data) => <SchedulePage schedule={data} />}</Answer>;
}

function SchedulePage({ schedule }: { schedule: ScheduleData }) {
  const flow = useQuery(flowQuery(schedule.tree_id)).data;
  return (
    <Page
      title={schedule.name}
      above={
        <Link to="/maintenances" className="hover:underline">
          {t("nav.maintenances")}
        </Link>
      }
      badge={
        <>
          <ScheduleState schedule={schedule} />
          <RiskBadge risk={schedule.risk_level} />
        </>
      }
      description={schedule.cron_words}
      actions={<Acts schedule={schedule} />}
    >
      {schedule.status === "pending_approval" && <ScheduleApproval schedule={schedule} />}
      <WhyNot of={{ schedule: schedule.id }} status={schedule.status} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <Card title={t("schedule.text")}>
          <Suspense fallback={<Lines />}>
            <FrozenText key={schedule.digest} schedule={schedule} />
          </Suspense>
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <ScheduleFacts schedule={schedule} />
          {flow && <Triggers of={{ schedule_id: schedule.id }} flow={flow} />}
          <Runs
            of={{ schedule_id: schedule.id }}
            flowId={schedule.tree_id}
            none={<p className="p-4 text-muted">{t("schedule.no_runs")}</p>}
          />
        </div>
      </div>
    </Page>
  );
}

function Acts({ schedule }: { schedule: ScheduleData }) {
  const [layer, setLayer] = useState<"edit" | "cancel" | null>(null);
  const mayWrite = useMayWrite();
  const flow = useQuery(flowQuery(schedule.tree_id));
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const refresh = () => {
    for (const key of ["schedule", "schedules", "batches"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  const telling = useMutation({
    mutationFn: (verb: ScheduleVerb) => tellSchedule(schedule.id, verb),
    onSuccess: () => (setLayer(null), refresh()),
    onError: toast.failed,
  });
  const running = useMutation({
    mutationFn: () => runSchedule(schedule.id),
    onSuccess: (batch) => {
      refresh();
      void navigate({ to: "/flows/$flowId/batches/$batchId", params: { flowId: schedule.tree_id, batchId: batch.batch_id } });
    },
    onError: toast.failed,
  });
  if (!mayWrite) return null;
  const { status } = schedule;
  const isOver = ["completed", "failed", "rejected", "cancelled", "missed"].includes(status);
  return (
    <>
      {status === "approved" && (
        <>
          <Button icon={<Rocket size={15} aria-hidden />} onClick={() => running.mutate()} busy={running.isPending}>
            {t("schedule.run_now")}
          </Button>
          <Button icon={<Pause size={15} aria-hidden />} onClick={() => telling.mutate("pause")}>
            {t("schedule.disable")}
          </Button>
        </>
      )}
      {status === "paused" && (
        <Button icon={<Play size={15} aria-hidden />} onClick={() => telling.mutate("resume")}>
          {t("schedule.enable")}
        </Button>
      )}
      {!isOver && status !== "running" && flow.data && (
        <Button icon={<Pencil size={15} aria-hidden />} onClick={() => setLayer("edit")}>
          {t("flow.edit")}
        </Button>
      )}
      {!isOver && (
        <Button look="danger" icon={<Ban size={15} aria-hidden />} onClick={() => setLayer("cancel")}>
          {t("action.cancel")}
        </Button>
      )}
      {layer === "edit" && flow.data && (
        <ScheduleForm flow={flow.data} schedule={schedule} onClose={() => setLayer(null)} />
      )}
      <Confirm
        open={layer === "cancel"}
        onClose={() => setLayer(null)}
        title={t("schedule.cancel_title")}
        description={t("schedule.cancel_text")}
        action={t("schedule.cancel")}
        busy={telling.isPending}
        onConfirm={() => telling.mutate("cancel")}
      />
    </>
  );
}

function ScheduleFacts({ schedule }: { schedule: ScheduleData }) {
  const list = useQuery({ ...targetListQuery(schedule.target_list_id ?? ""), enabled: schedule.target_list_id !== null });
  return (
    <Card title={t("schedule.when")}>
      {(schedule.next_runs.length > 0 || schedule.cron_expression) && (
        <Firings instants={schedule.next_runs} zone={schedule.timezone} />
      )}
      <Facts className="mt-3">
        {schedule.cron_expression && (
          <Fact name={t("schedule.cron")}>
            <code>{schedule.cron_expression}</code>
          </Fact>
        )}
        {schedule.scheduled_start !== null && (
          <Fact name={t("schedule.start")}>
            <Instant at={schedule.scheduled_start} zone={schedule.timezone} />
          </Fact>
        )}
        <Fact name={t("launch.targets")}>
          {list.data?.name ?? <TargetsOf schedule={schedule} />}
        </Fact>
        {Object.entries(schedule.variables_override).map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
        {schedule.last_run_at !== null && (
          <Fact name={t("schedule.last_run")}>
            <Instant at={schedule.last_run_at} />
          </Fact>
        )}
        {schedule.approved_at !== null && (
          <Fact name={t("schedule.approved")}>
            <Instant at={schedule.approved_at} /> {nameOf(schedule.approved_by)} {schedule.approval_comment}
          </Fact>
        )}
        <Fact name={t("schedule.overlap")}>{t(`schedule.overlap_${schedule.overlap}` as TextKey)}</Fact>
      </Facts>
    </Card>
  );
}

/// The API gives a principal as JSON text.
function nameOf(principal: string): string {
  try {
    return (JSON.parse(principal) as { name?: string }).name ?? "";
  } catch {
    return principal;
  }
}
