// The fleet: ten thousand rows as well as three, filtered on the server.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { FileDown, FileUp, Plus, Server as ServerIcon } from "lucide-react";
import { useCallback, useState } from "react";
import { apiBase } from "@/api/client";
import { serverCountsQuery, serversQuery } from "@/api/servers";
import { useMayWrite } from "@/api/session";
import { Empty, Failed, Lines } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Select } from "@/kit/field";
import { Page } from "@/kit/page";
import { SearchBox } from "@/kit/search_box";
import { byName } from "@/text/natural";
import { t, type TextKey } from "@/text/t";
import { ChoiceBar, type Chosen, nothing } from "./choice";
import { ImportServers } from "./import_servers";
import { ServerForm } from "./server_form";
import { ServerRows } from "./server_rows";

const facets = ["role", "site", "tag", "os_family", "mode"] as const;

export default function Servers() {
  const search = useSearch({ from: "/shell/servers" });
  const navigate = useNavigate({ from: "/servers" });
  const [layer, setLayer] = useState<"add" | "import" | null>(null);
  const [chosen, setChosen] = useState<Chosen>(nothing);
  const mayWrite = useMayWrite();
  const counts = useQuery(serverCountsQuery);
  const servers = useInfiniteQuery(serversQuery(search));
  const set = useCallback(
    (part: Partial<typeof search>) => {
      setChosen(nothing);
      void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
    },
    [navigate],
  );
  const setText = useCallback((q: string) => set({ q: q || undefined }), [set]);
  const rows = servers.data?.pages.flatMap((page) => page.items) ?? [];
  const total = servers.data?.pages[0]?.total ?? 0;
  const isFiltered = Object.values(search).some(Boolean);
  const blocked = !mayWrite && t("role.viewer");
  const add = (
    <Button look="primary" icon={<Plus size={16} aria-hidden />} onClick={() => setLayer("add")} blocked={blocked}>
      {t("servers.add")}
    </Button>
  );
  const readMore = () => {
    if (servers.hasNextPage && !servers.isFetchingNextPage) void servers.fetchNextPage();
  };

  return (
    <Page
      title={t("nav.servers")}
      description={counts.data && t("servers.count", { n: counts.data.total })}
      actions={
        <>
          <Button icon={<FileUp size={15} aria-hidden />} onClick={() => setLayer("import")} blocked={blocked}>
            {t("servers.import")}
          </Button>
          <Button icon={<FileDown size={15} aria-hidden />} onClick={() => location.assign(`${apiBase}/servers/export.csv`)}>
            {t("servers.export")}
          </Button>
          {add}
        </>
      }
    >
      <div className="flex flex-wrap gap-2">
        <SearchBox label={t("servers.search")} value={search.q ?? ""} onChange={setText} />
        {facets.map((facet) => {
          const found = counts.data?.[facet] ?? [];
          if (found.length === 0 && !search[facet]) return null;
          const label = t(`servers.facet_${facet}` as TextKey);
          return (
            <Select
              key={facet}
              aria-label={label}
              className="w-auto! max-w-52"
              value={search[facet] ?? ""}
              onChange={(event) => set({ [facet]: event.target.value || undefined })}
            >
              <option value="">{label}</option>
              {byName(found, (one) => one.value).map(({ value, count }) => (
                <option key={value} value={value}>
                  {(facet === "mode" ? t(`mode.${value}` as TextKey) : value) || t("field.none")} ({count})
                </option>
              ))}
            </Select>
          );
        })}
        {isFiltered && (
          <Link to="/servers" search={{}} className="self-center text-sm underline">
            {t("list.clear")}
          </Link>
        )}
      </div>
      {servers.isError && rows.length === 0 ? (
        <Failed error={servers.error} onRetry={() => void servers.refetch()} />
      ) : servers.isPending ? (
        <Lines />
      ) : rows.length > 0 ? (
        <>
          {mayWrite && <ChoiceBar chosen={chosen} rows={rows} total={total} filter={search} onChosen={setChosen} />}
          <ServerRows rows={rows} total={total} onEnd={readMore} chosen={chosen} onChosen={setChosen} />
        </>
      ) : isFiltered ? (
        <Empty title={t("servers.none_found")} text={t("servers.none_found_text")} />
      ) : (
        <Empty icon={<ServerIcon size={28} aria-hidden />} title={t("servers.empty")} text={t("servers.empty_text")}>
          {add}
        </Empty>
      )}
      {layer === "add" && <ServerForm server={null} onClose={() => setLayer(null)} />}
      {layer === "import" && <ImportServers onClose={() => setLayer(null)} />}
    </Page>
  );
}
