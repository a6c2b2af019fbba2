// The library of flows: filtered by type, tag and words, all in the address.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { FileUp, LayoutGrid, List, Lock, Plus, Wrench } from "lucide-react";
import { useCallback, useState } from "react";
import { changeSetting, useSetting } from "@/app/settings";
import { useTreeCounts } from "@/api/counts";
import { type FlowHead, flowPath, libraryQuery } from "@/api/flows";
import { useMayWrite } from "@/api/session";
import { Empty, Failed, Lines } from "@/kit/answer";
import { Badge, RiskBadge, TypeBadge, TypeIcon, type TreeType } from "@/kit/badge";
import { Button, IconButton } from "@/kit/button";
import { Hint } from "@/kit/hint";
import { Inline } from "@/kit/inline";
import { Ago } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { SearchBox } from "@/kit/search_box";
import { actsColumn, type Column, Table } from "@/kit/table";
import { number, t, type TextKey } from "@/text/t";
import { Cards } from "./cards";
import { FlowMenu } from "./flow_menu";
import { ImportFlow } from "./import_flow";
import { NewFlow } from "./new_flow";

const types = ["all", "troubleshooting", "procedural", "maintenance"] as const;
type TypeFilter = (typeof types)[number];

export default function Library() {
  const search = useSearch({ from: "/shell/trees" });
  const navigate = useNavigate();
  const mayWrite = useMayWrite();
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const asCards = useSetting("library") === "cards";
  const type = types.includes(search.type as TypeFilter) ? (search.type as TypeFilter) : "all";
  const flows = useInfiniteQuery(
    libraryQuery({
      type: type === "all" ? undefined : type,
      q: search.q,
      tag: search.tag,
      archived: search.archived,
    }),
  );
  const setText = useCallback(
    (q: string) =>
      void navigate({ to: "/trees", search: (before) => ({ ...before, q: q || undefined }), replace: true }),
    [navigate],
  );
  const rows = flows.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = Boolean(search.q ?? search.tag);

  return (
    <Page
      title={t(`library.title_${type}` as TextKey)}
      description={t(`library.text_${type}` as TextKey)}
      actions={
        <>
          <Button icon={<FileUp size={15} aria-hidden />} onClick={() => setImporting(true)} blocked={!mayWrite && t("role.viewer")}>
            {t("servers.import")}
          </Button>
          <Button
            look="primary"
            icon={<Plus size={16} aria-hidden />}
            onClick={() => setAdding(true)}
            blocked={!mayWrite && t("role.viewer")}
          >
            {t("library.new")}
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap items-center gap-3">
        <TypeFilterLinks active={type} />
        <SearchBox label={t("library.search")} value={search.q ?? ""} onChange={setText} />
        {search.tag && (
          <Link
            to="/trees"
            search={(before) => ({ ...before, tag: undefined })}
            className="rounded-control border border-control px-2 py-1 hover:bg-sunken"
          >
            {t("library.tag_filter", { tag: search.tag })} <span aria-hidden>×</span>
          </Link>
        )}
        <Link
          to="/trees"
          search={(before) => ({ ...before, archived: before.archived ? undefined : true })}
          className="ml-auto text-sm text-muted underline hover:text-ink"
        >
          {search.archived ? t("library.show_current") : t("library.show_archived")}
        </Link>
        <IconButton
          label={asCards ? t("library.as_table") : t("library.as_cards")}
          onClick={() => changeSetting("library", asCards ? "table" : "cards")}
        >
          {asCards ? <List size={16} aria-hidden /> : <LayoutGrid size={16} aria-hidden />}
        </IconButton>
      </div>
      {flows.isError && rows.length === 0 ? (
        <Failed error={flows.error} onRetry={() => void flows.refetch()} />
      ) : flows.isPending ? (
        <Lines />
      ) : rows.length === 0 ? (
        <NoFlows type={type} isFiltered={isFiltered} onNew={mayWrite ? () => setAdding(true) : undefined} />
      ) : asCards ? (
        <Cards flows={rows} />
      ) : (
        <Card flush>
          <Table label={t("nav.all_flows")} columns={columns} rows={rows} rowKey={(flow) => flow.id} />
        </Card>
      )}
      {flows.hasNextPage && (
        <Button onClick={() => void flows.fetchNextPage()} busy={flows.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
      {importing && <ImportFlow onClose={() => setImporting(false)} />}
      <NewFlow open={adding} onClose={() => setAdding(false)} type={type === "all" ? "maintenance" : type} />
    </Page>
  );
}

function TypeFilterLinks({ active }: { active: TypeFilter }) {
  const counts = useTreeCounts();
  return (
    <nav aria-label={t("library.filter")} className="flex flex-wrap gap-1 rounded-control border border-line bg-panel p-1">
      {types.map((type) => (
        <Link
          key={type}
          to="/trees"
          search={(before) => ({ ...before, type: type === "all" ? undefined : type })}
          aria-current={type === active ? "true" : undefined}
          className={clsx(
            "flex min-h-7 items-center gap-1.5 rounded px-2.5",
            type === active ? "bg-sunken font-medium" : "text-muted hover:text-ink",
          )}
        >
          {type === "maintenance" && <Wrench size={14} className="text-accent" aria-hidden />}
          {t(`library.filter_${type}` as TextKey)}
          {counts && <span className="text-xs text-muted tabular-nums">{number(counts[type])}</span>}
        </Link>
      ))}
    </nav>
  );
}

const columns: Column<FlowHead>[] = [
  {
    key: "name",
    head: t("library.column_name"),
    className: "w-full",
    cell: (flow) => (
      <div className="flex min-w-0 items-start gap-2.5 py-1">
        <span className="mt-0.5">
          <TypeIcon type={flow.tree_type} />
        </span>
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-2">
            <Link to={flowPath(flow)} className="font-medium break-words hover:underline">
              {flow.name}
            </Link>
            {flow.is_builtin && (
              <Hint text={t("library.builtin_hint")}>
                <button type="button" aria-label={t("library.builtin")} className="rounded text-muted">
                  <Lock size={13} aria-hidden />
                </button>
              </Hint>
            )}
          </div>
          {flow.description && (
            <p className="line-clamp-1 max-w-[80ch] text-sm text-muted"><Inline text={flow.description} /></p>
          )}
        </div>
      </div>
    ),
  },
  { key: "type", head: t("library.column_type"), cell: (flow) => <TypeBadge type={flow.tree_type} /> },
  {
    key: "risk",
    head: t("library.column_risk"),
    secondary: true,
    cell: (flow) => (flow.risk_level === "none" ? null : <RiskBadge risk={flow.risk_level} />),
  },
  {
    key: "tags",
    head: t("library.column_tags"),
    secondary: true,
    cell: (flow) => (
      <div className="flex gap-1">
        {flow.tags.slice(0, 2).map((tag) => (
          <Link key={tag} to="/trees" search={(before) => ({ ...before, tag })}>
            <Badge>{tag}</Badge>
          </Link>
        ))}
        {flow.tags.length > 2 && <Badge>+{flow.tags.length - 2}</Badge>}
      </div>
    ),
  },
  {
    key: "steps",
    head: t("library.column_steps"),
    className: "text-right",
    secondary: true,
    cell: (flow) => number(flow.step_count),
  },
  {
    key: "updated",
    head: t("library.column_updated"),
    secondary: true,
    cell: (flow) => (
      <span className="text-muted">
        <Ago at={flow.updated_at} />
      </span>
    ),
  },
  actsColumn((flow) => <FlowMenu flow={flow} />),
];

type NoFlowsProps = { type: TypeFilter; isFiltered: boolean; onNew: (() => void) | undefined };

function NoFlows({ type, isFiltered, onNew }: NoFlowsProps) {
  if (isFiltered) {
    return (
      <Empty title={t("library.none_found")} text={t("library.none_found_text")}>
        <Link to="/trees" search={{ type: type === "all" ? undefined : type }} className="underline">
          {t("list.clear")}
        </Link>
      </Empty>
    );
  }
  const icon = type === "all" ? undefined : <TypeIcon type={type as TreeType} size={28} />;
  return (
    <Empty icon={icon} title={t(`library.empty_${type}` as TextKey)} text={t(`library.text_${type}` as TextKey)}>
      {onNew && (
        <Button look="primary" onClick={onNew}>
          {t("library.new")}
        </Button>
      )}
    </Empty>
  );
}
