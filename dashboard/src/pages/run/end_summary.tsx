// The end of a run in one card: how it went, what failed for which reason, which hosts were slow, and the
// way on. Shown once it is over.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type BatchDetail, changesQuery } from "@/api/batches";
import { Card } from "@/kit/page";
import { State } from "@/kit/states";
import { t } from "@/text/t";
import { dateTime, duration } from "@/text/time";
import { Fact, Facts } from "../flow/facts";
import { endReport, type FailureGroup } from "./end_report";
import type { RunStore } from "./run_store";

type EndSummaryProps = { batch: BatchDetail; store: RunStore; onOpen: (sessionId: string) => void; onChanges: () => void };

export function EndSummary({ batch, store, onOpen, onChanges }: EndSummaryProps) {
  const { sessions } = store;
  const report = useMemo(() => endReport(sessions), [sessions]);
  const changes = useInfiniteQuery({ ...changesQuery(batch.batch_id), enabled: batch.ended_at !== null }).data?.pages[0];
  if (batch.ended_at === null) return null;
  return (
    <Card title={t("end.title")}>
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-2">
        <Facts>
          <Fact name={t("end.took")}>
            {t("end.took_text", { time: duration(batch.ended_at - batch.created_at), when: dateTime(batch.ended_at) })}
          </Fact>
          {report.measured > 0 && <Fact name={t("end.host")}>{t("end.median", { time: duration(report.median), n: report.measured })}</Fact>}
          {report.slowest.length > 0 && (
            <Fact name={t("end.slowest")}>
              <span className="flex flex-wrap gap-x-4">
                {report.slowest.map((one) => (
                  <button key={one.id} type="button" className={link} onClick={() => onOpen(one.id)}>
                    {t("end.slow", { host: one.label, time: duration(one.took) })}
                  </button>
                ))}
              </span>
            </Fact>
          )}
          {changes && changes.compared > 0 && (
            <Fact name={t("run.tab_changes")}>
              <button type="button" className={link} onClick={onChanges}>
                {t("end.changes", { n: changes.total, compared: changes.compared })}
              </button>
            </Fact>
          )}
        </Facts>
        {report.failures.length > 0 && (
          <section aria-label={t("end.failures")}>
            <h3 className="mb-1 font-semibold">{t("end.failures")}</h3>
            <ul className="flex flex-col gap-2">
              {report.failures.slice(0, shownMax).map((group, index) => (
                <Failure key={index} group={group} batch={batch} onOpen={onOpen} />
              ))}
              {report.failures.length > shownMax && <li className="text-muted">{t("launch.more_waves", { n: report.failures.length - shownMax })}</li>}
            </ul>
          </section>
        )}
      </div>
    </Card>
  );
}

/// As high as a finger needs, and still on the line of what stands beside it.
const link = "-my-0.5 min-h-6 text-left break-words underline";
const shownMax = 8;
const hostsMax = 6;

function Failure({ group, batch, onOpen }: { group: FailureGroup; batch: BatchDetail; onOpen: (id: string) => void }) {
  const steps = group.stage === "rollback" ? batch.rollback : batch.steps;
  return (
    <li className="border-l-2 border-failed pl-3">
      <p className="flex flex-wrap items-center gap-x-3">
        <State state={group.status} />
        <span>{t("end.at_step", { n: group.hosts.length, step: group.step + 1, title: steps[group.step]?.title ?? "" })}</span>
      </p>
      {group.reason && <p className="break-words text-muted">{group.reason}</p>}
      <p className="flex flex-wrap gap-x-3">
        {group.hosts.slice(0, hostsMax).map((host) => (
          <button key={host.session_id} type="button" className={link} onClick={() => onOpen(host.session_id)}>
            {host.target_label || t("sessions.no_target")}
          </button>
        ))}
        {group.hosts.length > hostsMax && <span className="text-muted">{t("prompt.more_hosts", { n: group.hosts.length - hostsMax })}</span>}
      </p>
    </li>
  );
}
