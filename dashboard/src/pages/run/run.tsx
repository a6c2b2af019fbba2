// The run view: one batch while it is carried out and afterwards. What waits for somebody comes first,
// then where the rollout stands, then every host and its output.
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useCallback, useEffect, useMemo } from "react";
import type { BatchDetail } from "@/api/batches";
import { Answer } from "@/kit/answer";
import { Page } from "@/kit/page";
import { State, stateName } from "@/kit/states";
import { Tabs } from "@/kit/tabs";
import { t } from "@/text/t";
import { dateTime } from "@/text/time";
import { NameTargets } from "../sessions/name_targets";
import { Changes } from "./changes";
import { Control } from "./control";
import { EndSummary } from "./end_summary";
import { HostGrid } from "./host_grid";
import { HostPanel } from "./host_panel";
import { HostsTable } from "./hosts_table";
import { Lanes } from "./lanes";
import { Lineage } from "./lineage";
import { OutputGroups } from "./output_groups";
import { Prompts } from "./prompts";
import { Reports } from "./reports";
import type { RunStore } from "./run_store";
import { StepsTable } from "./steps_table";
import { Summary } from "./summary";
import { Timeline } from "./timeline_view";
import { WhyNot } from "./why_not";
import { useRevision, useRun } from "./use_run";

/// A table says more of so many; of more, the grid shows at a glance where it stands.
const fewHosts = 16;

export default function Run() {
  const { batchId } = useParams({ strict: false }) as { batchId: string };
  const { store, batch, sessions } = useRun(batchId);
  return (
    <Answer query={batch}>
      {(data) => (
        <Answer query={sessions}>{() => <RunPage batch={data} store={store} />}</Answer>
      )}
    </Answer>
  );
}

function RunPage({ batch, store }: { batch: BatchDetail; store: RunStore }) {
  useRevision(store);
  const search = useSearch({ from: "/shell/flows/$flowId/batches/$batchId" });
  const navigate = useNavigate({ from: "/flows/$flowId/batches/$batchId" });
  const set = useCallback(
    (part: Partial<typeof search>) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace: true }),
    [navigate],
  );
  const filter = useMemo(() => ({ state: search.state, wave: search.wave, q: search.q }), [search.state, search.wave, search.q]);
  const host = search.h ? store.indexOf(search.h) : -1;
  useRunTitle(batch);
  const unnamed = store.sessions.find((one) => one.target_label === "");
  const tab = search.tab ?? (store.size <= fewHosts ? "hosts" : "grid");
  const isWide = tab === "timeline" && !search.h; // a line of time wants all the room there is
  const openHost = useCallback((id: string) => set({ h: id, s: undefined }), [set]);
  return (
    <Page
      full
      title={batch.name}
      above={t("run.above", { when: dateTime(batch.created_at), who: batch.launched_by?.name ?? "" })}
      badge={<State state={batch.status} />}
      actions={
        <>
          <Control batch={batch} store={store} />
          <Reports batch={batch} />
        </>
      }
    >
      <Prompts batch={batch} />
      <div>
        <Summary batch={batch} store={store} />
        <WhyNot of={{ batch: batch.batch_id }} status={batch.status} />
        <Lineage batch={batch} />
      </div>
      <NameTargets session={unnamed} />
      <EndSummary batch={batch} store={store} onOpen={openHost} onChanges={() => set({ tab: "changes" })} />
      <Lanes batch={batch} store={store} filter={filter} onFilter={set} />
      <div className={clsx("grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] items-start gap-5", !isWide && "min-[1100px]:grid-cols-[minmax(0,1fr)_minmax(380px,42%)]")}>
        <Tabs
          value={tab}
          onChange={(tab) => set({ tab })}
          label={t("run.views")}
          tabs={[
            {
              value: "grid",
              label: t("run.tab_grid"),
              content: <HostGrid store={store} filter={filter} selected={host} onOpen={openHost} />,
            },
            {
              value: "hosts",
              label: t("run.tab_hosts", { n: store.size }),
              content: (
                <HostsTable
                  batch={batch}
                  store={store}
                  filter={filter}
                  onFilter={set}
                  selected={search.h}
                  onOpen={openHost}
                />
              ),
            },
            {
              value: "timeline",
              label: t("run.tab_timeline"),
              content: <Timeline batch={batch} store={store} filter={filter} onOpen={openHost} />,
            },
            { value: "steps", label: t("run.tab_steps"), content: <StepsTable batch={batch} store={store} /> },
            { value: "outputs", label: t("run.tab_outputs"), content: <OutputGroups batch={batch} /> },
            { value: "changes", label: t("run.tab_changes"), content: <Changes batchId={batch.batch_id} /> },
          ]}
        />
        {!isWide && (
          <HostPanel
            batch={batch}
            sessionId={search.h}
            step={search.s}
            onStep={(s) => set({ s })}
            onClose={() => set({ h: undefined, s: undefined })}
          />
        )}
      </div>
    </Page>
  );
}

/// The tab of the browser tells how the run stands, for those who look elsewhere.
function useRunTitle(batch: BatchDetail) {
  const { completed, total, failed } = batch.counts;
  useEffect(() => {
    const mark = failed > 0 ? `✕ ${failed}` : `${completed}/${total}`;
    document.title = `${mark} ${stateName(batch.status)} · ${batch.name} · Fettle`;
  }, [batch.name, batch.status, completed, total, failed]);
}
