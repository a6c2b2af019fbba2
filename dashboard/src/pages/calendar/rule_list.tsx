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

export type Rule = { id: string; name: string };
export type RuleKind = "windows" | "freezes" | "budgets";
/// Null for a new one.
export type FormProps<T extends Rule> = { rule: T | null; onClose: () => void };

type RuleListProps<T extends Rule> = {
  kind: RuleKind;
  query: UseQueryResult<{ items: T[] }>;
  icon: ReactNode;
  columns: Column<T>[];
  remove: (id: string) => Promise<unknown>;
  Form: (props: FormProps<T>) => ReactNode;
};

/// The name with a line of what the rule says.
export function nameColumn<T extends Rule>(words: (rule: T) => ReactNode): Column<T> {
  return {
    key: "name",
    head: t("lists.column_name"),
    className: "w-full",
    cell: (rule) => (
      <div className="py-1">
        <span className="font-medium break-words">{rule.name}</span>
        <p className="text-sm break-words text-muted">{words(rule)}</p>
      </div>
    ),
  };
}

/// Windows, freezes, budgets and the calendar change together.
export function useRulesChanged() {
  const queries = useQueryClient();
  return () => {
    for (const key of ["windows", "freezes", "budgets", "calendar"]) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export function RuleList<T extends Rule>({ kind, query, icon, columns, remove, Form }: RuleListProps<T>) {
  const title = t(`calendar.${kind}`);
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
      {t(`${kind}.new`)}
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
                <Empty icon={icon} title={t(`${kind}.none`)} text={t(`${kind}.none_text`)} />
              </div>
            )
          }
        </Answer>
      </Card>
      {editing && <Form rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
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
