// Every host of the run as a table: the equal of the grid, for ten thousand rows as for three.
import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { useCallback, useMemo, useRef } from "react";
import type { BatchDetail } from "@/api/batches";
import { Empty } from "@/kit/answer";
import { Select } from "@/kit/field";
import { SearchBox } from "@/kit/search_box";
import { State, stateName } from "@/kit/states";
import { t } from "@/text/t";
import { duration } from "@/text/time";
import { fitting, type RunFilter } from "./filter";
import { hostStates, type RunStore } from "./run_store";

type HostsTableProps = {
  batch: BatchDetail;
  store: RunStore;
  filter: RunFilter;
  onFilter: (part: RunFilter) => void;
  selected: string | undefined;
  onOpen: (sessionId: string) => void;
};

const rowHeight = 36;
const columns = "grid grid-cols-[minmax(0,1fr)_auto_56px] md:grid-cols-[minmax(0,1fr)_150px_minmax(0,1fr)_80px] gap-3 px-3 items-center";

export function HostsTable({ batch, store, filter, onFilter, selected, onOpen }: HostsTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { revision } = store;
  // eslint-disable-next-line react/exhaustive-deps -- `revision` stands for the content of the store
  const rows = useMemo(() => fitting(store, filter), [store, filter, revision]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const setText = useCallback((q: string) => onFilter({ q: q || undefined }), [onFilter]);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <SearchBox label={t("run.search_hosts")} value={filter.q ?? ""} onChange={setText} className="w-56" />
        <Select
          aria-label={t("run.filter_state")}
          className="w-auto!"
          value={filter.state ?? ""}
          onChange={(event) => onFilter({ state: event.target.value || undefined })}
        >
          <option value="">{t("run.any_state")}</option>
          {hostStates.map((state) => (
            <option key={state} value={state}>
              {stateName(state)}
            </option>
          ))}
        </Select>
        {filter.wave !== undefined && (
          <button type="button" className="rounded-control border border-control px-2 hover:bg-sunken" onClick={() => onFilter({ wave: undefined })}>
            {batch.waves[filter.wave]?.name} <span aria-hidden>×</span>
            <span className="sr-only">{t("list.clear")}</span>
          </button>
        )}
      </div>
      {rows.length === 0 ? (
        <Empty title={t("run.none_fit")} text={t("run.none_fit_text")} />
      ) : (
        <div
          ref={scroll}
          tabIndex={0}
          role="table"
          aria-label={t("run.hosts")}
          aria-rowcount={rows.length + 1}
          className="max-h-[60vh] overflow-auto rounded-card border border-line bg-panel"
        >
          <div role="row" aria-rowindex={1} className={clsx(columns, "sticky top-0 z-10 h-9 border-b border-line bg-panel text-sm font-medium text-muted")}>
            <span role="columnheader">{t("run.column_host")}</span>
            <span role="columnheader" className="max-md:w-36">{t("run.column_state")}</span>
            <span role="columnheader" className="max-md:hidden">{t("run.column_step")}</span>
            <span role="columnheader" className="text-right">{t("run.column_time")}</span>
          </div>
          <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const index = rows[item.index]!;
              const host = store.sessions[index]!;
              const step = store.steps[index] ?? 0;
              const took = store.tookAt(index);
              return (
                <div
                  key={host.session_id}
                  role="row"
                  aria-rowindex={item.index + 2}
                  className={clsx(
                    columns,
                    "absolute inset-x-0 border-b border-line hover:bg-sunken",
                    host.session_id === selected && "bg-sunken",
                  )}
                  style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
                >
                  <span role="cell" className="truncate">
                    <button
                      type="button"
                      className="max-w-full truncate text-left font-medium before:absolute before:inset-0"
                      onClick={() => onOpen(host.session_id)}
                    >
                      {host.target_label || t("sessions.no_target")}
                    </button>
                  </span>
                  <span role="cell" className="max-md:w-36">
                    <State state={store.stateAt(index)} />
                  </span>
                  <span role="cell" className="truncate text-muted max-md:hidden">
                    {host.reason || `${step + 1}. ${batch.steps[step]?.title ?? ""}`}
                  </span>
                  <span role="cell" className="text-right text-muted tabular-nums">
                    {took !== null && duration(took)}
                  </span>
                </div>
              );
            })}
          </div>
        </div>
      )}
    </div>
  );
}
