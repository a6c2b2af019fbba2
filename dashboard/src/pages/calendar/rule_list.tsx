// What windows, freezes and budgets have in common: a table with a form for one of them and a question
// before one is deleted.
import { useMutation, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMayWrite } from "@/api/session";
import { Answer, Empty } from "@/kit/answer";
import { Button, IconButton } from "@/kit/button";
import { Confirm } from "@/kit/dialog";
import { Card } from "@/kit/page";
import { type Column, Table } from "@/kit/table";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

type Rule = { id: string; name: string };

type RuleListProps<T extends Rule> = {
  query: UseQueryResult<{ items: T[] }>;
  title: string;
  add: string;
  none: string;
  noneText: string;
  icon: ReactNode;
  columns: Column<T>[];
  remove: (id: string) => Promise<unknown>;
  form: (rule: T | null, onClose: () => void) => ReactNode;
};

/// Windows, freezes, budgets and the calendar change together.
export function useRulesChanged() {
  const queries = useQueryClient();
  return () => {
    for (const key of ["windows", "freezes", "budgets", "calendar"]) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export function RuleList<T extends Rule>({ query, title, add, none, noneText, icon, columns, remove, form }: RuleListProps<T>) {
  const [editing, setEditing] = useState<T | "new" | null>(null);
  const [removing, setRemoving] = useState<T | null>(null);
  const mayWrite = useMayWrite();
  const changed = useRulesChanged();
  const toast = useToast();
  const deleting = useMutation({
    mutationFn: (rule: T) => remove(rule.id),
    onSuccess: () => {
      changed();
      setRemoving(null);
    },
    onError: toast.failed,
  });
  const acts: Column<T> = {
    key: "acts",
    head: <span className="sr-only">{t("list.actions")}</span>,
    cell: (rule) => (
      <div className="flex justify-end">
        <IconButton label={t("lists.edit_of", { name: rule.name })} onClick={() => setEditing(rule)}>
          <Pencil size={15} aria-hidden />
        </IconButton>
        <IconButton label={t("lists.delete_of", { name: rule.name })} onClick={() => setRemoving(rule)}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </div>
    ),
  };
  const button = (
    <Button icon={<Plus size={15} aria-hidden />} onClick={() => setEditing("new")} blocked={!mayWrite && t("role.viewer")}>
      {add}
    </Button>
  );
  return (
    <>
      <Card title={title} actions={button} flush>
        <Answer query={query}>
          {({ items }) =>
            items.length > 0 ? (
              <Table label={title} columns={mayWrite ? [...columns, acts] : columns} rows={items} rowKey={(rule) => rule.id} />
            ) : (
              <div className="p-4">
                <Empty icon={icon} title={none} text={noneText} />
              </div>
            )
          }
        </Answer>
      </Card>
      {editing && form(editing === "new" ? null : editing, () => setEditing(null))}
      <Confirm
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={t("lists.delete_title", { name: removing?.name ?? "" })}
        description={t("rules.delete_text")}
        action={t("action.delete")}
        busy={deleting.isPending}
        onConfirm={() => removing && deleting.mutate(removing)}
      />
    </>
  );
}
