// The audit log of the team, filtered and as a file. What was before and after stands in each entry.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronRight, ScrollText } from "lucide-react";
import { useCallback, useState } from "react";
import { type AuditEntry, auditFile, auditQuery } from "@/api/audit";
import { peopleQuery } from "@/api/people";
import { useSession } from "@/api/session";
import { Empty, Failed, Lines } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Select } from "@/kit/field";
import { Instant } from "@/kit/instant";
import { Menu, MenuItem } from "@/kit/menu";
import { Card } from "@/kit/page";
import { SearchBox } from "@/kit/search_box";
import { t } from "@/text/t";
import { Command } from "../flow/steps";
import { actionWords, differenceOf, subjectName, subjectPage } from "./audit_words";

export function Audit() {
  const isOwner = useSession()?.user.role === "owner";
  if (!isOwner) return <Empty icon={<ScrollText size={26} aria-hidden />} title={t("account.audit")} text={t("audit.owner_only")} />;
  return <Entries />;
}

function Entries() {
  const { action, actor } = useSearch({ from: "/shell/account" });
  const navigate = useNavigate({ from: "/account" });
  const filter = { action, actor };
  const entries = useInfiniteQuery(auditQuery(filter));
  const people = useQuery(peopleQuery).data?.items ?? [];
  const set = useCallback(
    (part: { action?: string; actor?: string }) =>
      void navigate({ search: (before) => ({ ...before, ...part }), replace: true }),
    [navigate],
  );
  const setAction = useCallback((text: string) => set({ action: text || undefined }), [set]);
  const rows = entries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-3">
        <SearchBox label={t("audit.action")} value={action ?? ""} onChange={setAction} />
        <Select
          aria-label={t("audit.actor")}
          className="w-auto!"
          value={actor ?? ""}
          onChange={(event) => set({ actor: event.target.value || undefined })}
        >
          <option value="">{t("audit.everybody")}</option>
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </Select>
        <div className="ml-auto">
          <Menu trigger={<Button>{t("servers.export")}</Button>}>
            {(["csv", "jsonl"] as const).map((format) => (
              <MenuItem key={format} onSelect={() => location.assign(auditFile(filter, format))}>
                {t(`audit.${format}`)}
              </MenuItem>
            ))}
          </Menu>
        </div>
      </div>
      {entries.isError && rows.length === 0 ? (
        <Failed error={entries.error} onRetry={() => void entries.refetch()} />
      ) : entries.isPending ? (
        <Lines />
      ) : rows.length === 0 ? (
        <Empty icon={<ScrollText size={26} aria-hidden />} title={t("audit.none_found")} text={t("audit.none_found_text")}>
          <Button onClick={() => set({ action: undefined, actor: undefined })}>{t("list.clear")}</Button>
        </Empty>
      ) : (
        <Card title={t("account.audit")} flush>
          <ol>
            {rows.map((entry) => (
              <Entry key={entry.sequence} entry={entry} />
            ))}
          </ol>
        </Card>
      )}
      {entries.hasNextPage && (
        <Button className="self-start" onClick={() => void entries.fetchNextPage()} busy={entries.isFetchingNextPage}>
          {t("list.more")}
        </Button>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_auto]">
        <button type="button" aria-expanded={isOpen} className="flex min-h-6 min-w-0 items-center gap-1.5 text-left font-medium" onClick={() => setIsOpen(!isOpen)}>
          <ChevronRight size={15} aria-hidden className={clsx("shrink-0 text-muted", isOpen && "rotate-90")} />
          <span className="truncate">{actionWords(entry.action)}</span>
        </button>
        <span className="truncate max-md:order-1 max-md:col-span-2 max-md:pl-5">
          <Subject entry={entry} />
        </span>
        <span className="truncate text-muted max-md:order-2 max-md:col-span-2 max-md:pl-5">
          {entry.actor.name || t(`audit.kind_${entry.actor.kind}`)}
          {entry.address && ` · ${entry.address}`}
        </span>
        <span className="text-sm text-muted">
          <Instant at={entry.at} />
        </span>
      </div>
      {isOpen && <Whole entry={entry} />}
    </li>
  );
}

function Whole({ entry }: { entry: AuditEntry }) {
  return (
    <div className="pl-5">
      <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-muted">{t("audit.code")}</dt>
        <dd className="font-mono break-all">{entry.action}</dd>
        <dt className="text-muted">{t("audit.subject")}</dt>
        <dd className="font-mono break-all">{entry.subject}</dd>
        <dt className="text-muted">{t("audit.hash")}</dt>
        <dd className="font-mono break-all">{entry.hash}</dd>
      </dl>
      {differenceOf(entry).map(({ when, value }) => (
        <div key={when} className="mt-2">
          <p className="text-sm text-muted">{t(`audit.${when}`)}</p>
          <Command text={JSON.stringify(value, null, 2)} />
        </div>
      ))}
    </div>
  );
}

function Subject({ entry }: { entry: AuditEntry }) {
  const name = subjectName(entry);
  const page = subjectPage(entry);
  if (!page) return name;
  return (
    <Link to={page as string} className="underline">
      {name}
    </Link>
  );
}
