// Tables of ordinary length; thousands of rows are VirtualTable's.
import { clsx } from "clsx";
import { Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/text/t";
import { IconButton } from "./button";

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  className?: string;
  /// Left out where the window is narrow.
  secondary?: boolean;
};

/// What can be done with a row, at its end.
export const actsColumn = <Row,>(cell: (row: Row) => ReactNode): Column<Row> => ({
  key: "acts",
  head: <span className="sr-only">{t("list.actions")}</span>,
  cell,
});

export const editColumn = <Row extends { name: string }>(edit: (row: Row) => void, remove: (row: Row) => void): Column<Row> =>
  actsColumn((row) => (
    <div className="flex justify-end">
      <IconButton label={t("lists.edit_of", { name: row.name })} onClick={() => edit(row)}>
        <Pencil size={15} aria-hidden />
      </IconButton>
      <IconButton label={t("lists.delete_of", { name: row.name })} onClick={() => remove(row)}>
        <Trash2 size={15} aria-hidden />
      </IconButton>
    </div>
  ));

type TableProps<Row> = {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
};

const cellPadding = "px-3 first:pl-4 last:pr-4";
/// A column that takes what the others leave still holds a word or two.
const widest = (className = "") => className.includes("w-full") && "min-w-36";

export function Table<Row>({ label, columns, rows, rowKey }: TableProps<Row>) {
  const hidden = (column: Column<Row>) => column.secondary && "max-md:hidden";
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-left" aria-label={label}>
        <thead>
          <tr className="border-b border-line text-sm text-muted">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={clsx("h-9 font-medium whitespace-nowrap", cellPadding, column.className, widest(column.className), hidden(column))}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-line last:border-0 hover:bg-sunken">
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={clsx("h-(--row) py-1", cellPadding, column.className, hidden(column))}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
