// What windows, freezes and budgets have in common: a table with a form for one of them and a question
// before one is deleted.
import { useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useMayWrite } from "@/api/session";
import { Answer, Empty } from "@/kit/answer";
import { Button } from "@/kit/button";
import { Deletion } from "@/kit/deletion";
import { Card } from "@/kit/page";
import { type Column, editColumn, Table } from "@/kit/table";
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

const changingTogether = ["windows", "freezes", "budgets", "calendar"];

export function useRulesChanged() {
  const queries = useQueryClient();
  return () => {
    for (const key of changingTogether) void queries.invalidateQueries({ queryKey: [key] });
  };
}

export function RuleList<T extends Rule>({ kind, query, icon, columns, remove, Form }: RuleListProps<T>) {
  const title = t(`calendar.${kind}`);
  const [editing, setEditing] = useState<T | "new" | null>(null);
  const [removing, setRemoving] = useState<T | null>(null);
  const mayWrite = useMayWrite();
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
              <Table label={title} columns={mayWrite ? [...columns, editColumn<T>(setEditing, setRemoving)] : columns} rows={items} rowKey={(rule) => rule.id} />
            ) : (
              <div className="p-4">
                <Empty icon={icon} title={t(`${kind}.none`)} text={t(`${kind}.none_text`)} />
              </div>
            )
          }
        </Answer>
      </Card>
      {editing && <Form rule={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
      {removing && (
        <Deletion
          name={removing.name}
          text={t("rules.delete_text")}
          remove={() => remove(removing.id)}
          stale={changingTogether}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}
