// Everything that waits for somebody, answered where it stands. A phone is enough for it.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ClipboardCheck } from "lucide-react";
import { approvalsQuery } from "@/api/approvals";
import { schedulesQuery } from "@/api/schedules";
import { Answer, Empty } from "@/kit/answer";
import { RiskBadge } from "@/kit/badge";
import { Page } from "@/kit/page";
import { State } from "@/kit/states";
import { t } from "@/text/t";
import { BarStays } from "../run/approval_bar";
import { Prompts } from "../run/prompts";
import { ScheduleApproval } from "../schedules/schedule_approval";

export default function Approvals() {
  const waiting = useQuery(approvalsQuery);
  const schedules = useQuery(schedulesQuery({ status: "pending_approval" })).data?.items ?? [];
  return (
    <Page title={t("nav.approvals")} description={t("approvals.text")}>
      <Answer query={waiting}>
        {(batches) =>
          batches.length + schedules.length === 0 ? (
            <Empty icon={<ClipboardCheck size={28} aria-hidden />} title={t("approvals.none")} text={t("approvals.none_text")} />
          ) : (
            <BarStays value={false}>
              <div className="flex flex-col gap-6">
                {schedules.map((schedule) => (
                  <section key={schedule.id} aria-label={schedule.name} className="flex flex-col gap-2">
                    <div className="flex flex-wrap items-center gap-x-3">
                      <h2 className="text-lg font-semibold">
                        <Link to="/maintenances/schedules/$scheduleId" params={{ scheduleId: schedule.id }} className="hover:underline">
                          {schedule.name}
                        </Link>
                      </h2>
                      <RiskBadge risk={schedule.risk_level} />
                      <span className="text-muted">{schedule.cron_words}</span>
                    </div>
                    <ScheduleApproval schedule={schedule} />
                  </section>
                ))}
                {batches.map((batch) => (
                  <section key={batch.batch_id} aria-label={batch.name} className="flex flex-col gap-2">
                    <div className="flex flex-wrap items-center gap-x-3">
                      <h2 className="text-lg font-semibold">
                        <Link
                          to="/flows/$flowId/batches/$batchId"
                          params={{ flowId: batch.tree_id ?? "none", batchId: batch.batch_id }}
                          className="hover:underline"
                        >
                          {batch.name}
                        </Link>
                      </h2>
                      <RiskBadge risk={batch.risk_level} />
                      <State state={batch.status} />
                    </div>
                    <Prompts batch={batch} />
                  </section>
                ))}
              </div>
            </BarStays>
          )
        }
      </Answer>
    </Page>
  );
}
