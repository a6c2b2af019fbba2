// The team's saved lists of targets: made, changed, deleted, and when each was last used.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListChecks, Plus } from "lucide-react";
import { useState } from "react";
import { useMayWrite } from "@/api/session";
import { deleteTargetList, type TargetListHead, targetListsQuery } from "@/api/target_lists";
import { Answer, Empty } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Ago } from "@/kit/instant";
import { Card, Page } from "@/kit/page";
import { SearchBox } from "@/kit/search_box";
import { type Column, editColumn, Table } from "@/kit/table";
import { number, t } from "@/text/t";
import { ListForm } from "./list_form";

export default function TargetLists() {
  const [text, setText] = useState("");
  const [editing, setEditing] = useState<TargetListHead | "new" | null>(null);
  const [deleting, setDeleting] = useState<TargetListHead | null>(null);
  const lists = useQuery(targetListsQuery(text));
  const mayWrite = useMayWrite();
  const add = (
    <Button
      look="primary"
      icon={<Plus size={16} aria-hidden />}
      onClick={() => setEditing("new")}
      blocked={!mayWrite && t("role.viewer")}
    >
      {t("lists.new")}
    </Button>
  );
  return (
    <Page title={t("nav.target_lists")} description={t("lists.text")} actions={add}>
      <SearchBox label={t("lists.search")} value={text} onChange={setText} />
      <Answer query={lists}>
        {(page) =>
          page.items.length > 0 ? (
            <Card flush>
              <Table
                label={t("nav.target_lists")}
                columns={columns(mayWrite, setEditing, setDeleting)}
                rows={page.items}
                rowKey={(list) => list.id}
              />
            </Card>
          ) : (
            <Empty
              icon={<ListChecks size={28} aria-hidden />}
              title={text ? t("lists.none_found") : t("lists.empty")}
              text={text ? t("lists.none_found_text") : t("lists.empty_text")}
            >
              {text ? <Button onClick={() => setText("")}>{t("list.clear")}</Button> : add}
            </Empty>
          )
        }
      </Answer>
      {editing && (
        <ListForm list={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
      {deleting && <DeleteList list={deleting} onClose={() => setDeleting(null)} />}
    </Page>
  );
}

function columns(
  mayWrite: boolean,
  edit: (list: TargetListHead) => void,
  remove: (list: TargetListHead) => void,
): Column<TargetListHead>[] {
  return [
    {
      key: "name",
      head: t("lists.column_name"),
      className: "w-full",
      cell: (list) => (
        <div className="py-1">
          <button type="button" className="text-left font-medium break-words hover:underline" onClick={() => edit(list)}>
            {list.name}
          </button>
          {list.description && (
            <p className="line-clamp-1 max-w-[80ch] text-sm text-muted">{list.description}</p>
          )}
        </div>
      ),
    },
    {
      key: "targets",
      head: t("lists.column_targets"),
      className: "text-right",
      cell: (list) => number(list.target_count),
    },
    {
      key: "used_by",
      head: t("lists.column_schedules"),
      secondary: true,
      cell: (list) => (
        <span className="whitespace-nowrap">
          {list.used_by.map((use) => (
            <Link key={use.schedule_id} to={`/maintenances/schedules/${use.schedule_id}` as string} className="block hover:underline">
              {use.tree_name}
            </Link>
          ))}
        </span>
      ),
    },
    {
      key: "last",
      head: t("lists.column_last_used"),
      cell: (list) => (
        <span className="text-muted">
          {list.last_used_at === null ? t("lists.never") : <Ago at={list.last_used_at} />}
        </span>
      ),
    },
    ...(mayWrite ? [editColumn(edit, remove)] : []),
  ];
}

function DeleteList({ list, onClose }: { list: TargetListHead; onClose: () => void }) {
  const isUsed = list.used_by.length > 0;
  return (
    <Deletion
      name={list.name}
      text={isUsed ? t("lists.delete_used", { n: list.used_by.length }) : t("lists.delete_text", { n: list.target_count })}
      remove={() => deleteTargetList(list.id)}
      stale={["target-lists"]}
      onClose={onClose}
    >
      {isUsed && (
        <ul className="list-disc pl-5">
          {list.used_by.map((use) => (
            <li key={use.schedule_id}>{use.tree_name}</li>
          ))}
        </ul>
      )}
    </Deletion>
  );
}
