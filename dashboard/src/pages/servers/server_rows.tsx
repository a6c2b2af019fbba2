// The rows of the fleet: only those in sight are drawn, more are read when the end comes near.
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import type { ServerHead } from "@/api/servers";
import { Badge } from "@/kit/badge";
import { t } from "@/text/t";
import { type Chosen, isChosen, nothing, toggled } from "./choice";
import { addressOf, ModeBadge } from "./words";

const rowHeight = 40;
const checkbox = "block size-4 accent-[var(--accent)]";
const columns =
  "grid grid-cols-[24px_minmax(0,2fr)_minmax(0,2fr)_90px] md:grid-cols-[24px_minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_minmax(0,2fr)_90px] gap-3 px-4 items-center";

type ServerRowsProps = {
  rows: ServerHead[];
  total: number;
  onEnd: () => void;
  chosen: Chosen;
  onChosen: (chosen: Chosen) => void;
};

export function ServerRows({ rows, total, onEnd, chosen, onChosen }: ServerRowsProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 20 && rows.length < total) onEnd();
  }, [last, rows.length, total, onEnd]);
  return (
    <div
      ref={scroll}
      tabIndex={0}
      role="table"
      aria-label={t("nav.servers")}
      aria-rowcount={total + 1}
      className="max-h-[calc(100dvh-220px)] min-h-40 overflow-auto rounded-card border border-line bg-panel"
    >
      <div role="rowgroup" className="sticky top-0 z-10">
        <div role="row" aria-rowindex={1} className={clsx(columns, "h-9 border-b border-line bg-panel text-sm font-medium text-muted")}>
          <span role="columnheader">
            <input
              type="checkbox"
              aria-label={t("choice.all", { n: total })}
              className={checkbox}
              checked={chosen === "all"}
              onChange={() => onChosen(chosen === "all" ? nothing : "all")}
            />
          </span>
          <span role="columnheader">{t("servers.column_name")}</span>
          <span role="columnheader">{t("servers.column_address")}</span>
          <span role="columnheader" className="max-md:hidden">{t("servers.facet_role")}</span>
          <span role="columnheader" className="max-md:hidden">{t("servers.facet_site")}</span>
          <span role="columnheader" className="max-md:hidden">{t("library.column_tags")}</span>
          <span role="columnheader">{t("servers.facet_mode")}</span>
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <Row
            key={rows[item.index]!.id}
            server={rows[item.index]!}
            index={item.index}
            start={item.start}
            chosen={isChosen(chosen, rows[item.index]!.id)}
            onToggle={() => onChosen(toggled(chosen, rows[item.index]!.id, rows))}
          />
        ))}
      </div>
    </div>
  );
}

type RowProps = { server: ServerHead; index: number; start: number; chosen: boolean; onToggle: () => void };

function Row({ server, index, start, chosen, onToggle }: RowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={clsx(columns, "absolute inset-x-0 border-b border-line hover:bg-sunken")}
      style={{ height: rowHeight, transform: `translateY(${start}px)` }}
    >
      <span role="cell" className="relative z-1">
        <input
          type="checkbox"
          aria-label={t("choice.one", { name: server.name })}
          className={checkbox}
          checked={chosen}
          onChange={onToggle}
        />
      </span>
      <span role="cell" className="truncate">
        <Link to="/servers/$serverId" params={{ serverId: server.id }} className="font-medium before:absolute before:inset-0">
          {server.name}
        </Link>
        {server.vanished_at !== null && <span className="ml-2 text-sm text-waiting">{t("servers.vanished")}</span>}
      </span>
      <span role="cell" className="truncate font-mono text-sm text-muted">{addressOf(server)}</span>
      <span role="cell" className="truncate max-md:hidden">{server.role}</span>
      <span role="cell" className="truncate max-md:hidden">{server.site}</span>
      <span role="cell" className="flex gap-1 overflow-hidden max-md:hidden">
        {server.tags.slice(0, 3).map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
      <span role="cell">
        <ModeBadge mode={server.mode} />
      </span>
    </div>
  );
}
