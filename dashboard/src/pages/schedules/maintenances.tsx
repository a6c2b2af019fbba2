// What is planned, what runs, what ran, and the plans themselves.
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import type { Batch } from "@/api/batches";
import { type Schedule, schedulesQuery } from "@/api/schedules";
import { Answer, Empty } from "@/kit/answer";
import { RiskBadge } from "@/kit/badge";
import { Ago, Instant } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { CountsBar, rollup, State } from "@/kit/states";
import { type Column, Table } from "@/kit/table";
import { Tabs } from "@/kit/tabs";
import { t } from "@/text/t";
import { BatchesIn, BatchHistory, ended, prepared, underWay } from "../sessions/batch_lists";
import { Plans } from "./plans";
import { ScheduleState } from "./schedule_state";

export default function Maintenances() {
  const { view } = useSearch({ from: "/shell/maintenances" });
  const navigate = useNavigate({ from: "/maintenances" });
  return (
    <Page
      title={t("nav.maintenances")}
      description={t("maintenances.text")}
    >
      <Tabs
        value={view ?? "upcoming"}
        onChange={(next) => void navigate({ search: { view: next === "upcoming" ? undefined : next }, replace: true })}
        label={t("nav.maintenances")}
        tabs={[
          { value: "upcoming", label: t("maintenances.upcoming"), content: <Upcoming /> },
          {
            value: "running",
            label: t("maintenances.running"),
            content: <BatchesIn statuses={notEnded} none={none}>{(batches) => <Batches batches={batches} />}</BatchesIn>,
          },
          {
            value: "history",
            label: t("maintenances.history"),
            content: <BatchHistory statuses={ended} none={none}>{(batches) => <Batches batches={batches} />}</BatchHistory>,
          },
          { value: "plans", label: t("maintenances.plan"), content: <Plans /> },
        ]}
      />
    </Page>
  );
}

const notEnded = [...underWay, ...prepared];

const none = (
  <Empty icon={<CalendarClock size={28} aria-hidden />} title={t("maintenances.none")} text={t("maintenances.none_text")} />
);

const scheduleColumns: Column<Schedule>[] = [
  {
    key: "name",
    head: t("library.column_name"),
    className: "w-full",
    cell: (one) => (
      <div className="py-1">
        <Link to="/maintenances/schedules/$scheduleId" params={{ scheduleId: one.id }} className="font-medium hover:underline">
          {one.name}
        </Link>
        {one.cron_words && <p className="text-sm text-muted">{one.cron_words}</p>}
        <p className="mt-1 md:hidden">
          <ScheduleState schedule={one} />
        </p>
      </div>
    ),
  },
  { key: "risk", head: t("library.column_risk"), secondary: true, cell: (one) => <RiskBadge risk={one.risk_level} /> },
  {
    key: "next",
    head: t("maintenances.next"),
    cell: (one) =>
      one.next_run_at === null ? null : (
        <>
          <Instant at={one.next_run_at} zone={one.timezone} />
          <span className="block text-sm text-muted">{one.timezone}</span>
        </>
      ),
  },
  { key: "state", head: t("run.column_state"), secondary: true, cell: (one) => <ScheduleState schedule={one} /> },
];

function Upcoming() {
  const schedules = useQuery(schedulesQuery({}));
  return (
    <Answer query={schedules}>
      {(page) => {
        const rows = page.items
          .filter((one) => !["completed", "cancelled", "rejected"].includes(one.status))
          .sort((a, b) => (a.next_run_at ?? Infinity) - (b.next_run_at ?? Infinity));
        if (rows.length === 0) return none;
        return (
          <Card flush>
            <Table label={t("maintenances.upcoming")} columns={scheduleColumns} rows={rows} rowKey={(one) => one.id} />
          </Card>
        );
      }}
    </Answer>
  );
}

const batchColumns: Column<Batch>[] = [
  {
    key: "name",
    head: t("library.column_name"),
    className: "w-1/2",
    cell: (one) => (
      <Link to="/flows/$flowId/batches/$batchId" params={{ flowId: one.tree_id ?? "none", batchId: one.batch_id }} className="font-medium hover:underline">
        {one.name}
      </Link>
    ),
  },
  {
    key: "counts",
    head: t("sessions.completion"),
    className: "w-1/2",
    cell: (one) => (
      <div className="min-w-40 py-1.5">
        <span className="text-sm">{rollup(one.counts)}</span>
        <CountsBar counts={one.counts} />
      </div>
    ),
  },
  { key: "state", head: t("run.column_state"), cell: (one) => <State state={one.status} /> },
  { key: "when", head: t("maintenances.launched"), secondary: true, cell: (one) => <Ago at={one.created_at} /> },
];

function Batches({ batches }: { batches: Batch[] }) {
  return (
    <Card flush>
      <Table label={t("maintenances.history")} columns={batchColumns} rows={batches} rowKey={(one) => one.batch_id} />
    </Card>
  );
}
