// Lists of the form: short words as chips, texts and scripts as rows, mappings as rows of fields. Items
// are moved and removed with their comments.
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { FieldSpec } from "@/flow_text/fields";
import type { Written } from "@/flow_text/value";
import { Button, IconButton } from "@/kit/button";
import { t } from "@/text/t";
import { type At, BareField, InMarkdown, KeyField, labelOf, textOf } from "./controls";
import { Told } from "./told";
import { isExactly, useForm } from "./use_form";

type ListOf = At & { spec: FieldSpec; label?: string };

function useItems({ where, path }: At) {
  const form = useForm();
  const value = form.value(where, path);
  const isList = value === undefined || value === null || Array.isArray(value);
  const items = Array.isArray(value) ? value : [];
  return {
    items,
    isList,
    add: (item: Written) => form.change((flow) => flow.insertItem(where, path, items.length, item)),
    move: (from: number, to: number) => form.change((flow) => flow.moveItem(where, path, from, to)),
    /// The list goes with its last item.
    remove: (index: number) =>
      items.length === 1 ? form.clear(where, path) : form.change((flow) => flow.remove(where, [...path, index])),
  };
}

/// A group with a caption and the problems of the list itself.
export function Group({ where, path, label, isTold, children }: At & {
  label: string;
  /// Something above says it already.
  isTold?: boolean;
  children: ReactNode;
}) {
  const form = useForm();
  const found = form.problems(where, isExactly(path));
  return (
    <fieldset className="col-span-full flex min-w-0 flex-col gap-1.5">
      <legend className={isTold ? "sr-only" : "mb-1 font-medium"}>{label}</legend>
      {children}
      <Told found={found} />
    </fieldset>
  );
}

export function WordList({ where, path, spec }: ListOf) {
  const form = useForm();
  const { items, isList, add, remove } = useItems({ where, path });
  const [typed, setTyped] = useState("");
  const label = labelOf(spec);
  const take = () => {
    const word = typed.trim();
    if (word === "" || items.includes(word) || add(word)) setTyped("");
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== ",") return;
    event.preventDefault();
    take();
  };
  if (!isList) return <Group where={where} path={path} label={label}><InMarkdown where={where} path={path} /></Group>;
  return (
    <Group where={where} path={path} label={label}>
      <div className="control flex flex-wrap items-center gap-1 py-0.5 pr-1 pl-1 focus-within:outline-2 focus-within:outline-focus">
        {items.map((item, index) => (
          <span key={index} className="inline-flex min-h-6 max-w-full items-center gap-0.5 rounded bg-sunken pl-1.5 text-sm">
            <span className="truncate">{textOf(item) ?? "…"}</span>
            {!form.isReadOnly && (
              <button
                type="button"
                className="inline-flex size-6 items-center justify-center rounded text-muted hover:text-ink"
                aria-label={t("form.remove_named", { name: textOf(item) ?? "" })}
                onClick={() => remove(index)}
              >
                <X size={13} aria-hidden />
              </button>
            )}
          </span>
        ))}
        {!form.isReadOnly && (
          <input
            className="min-h-6 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
            aria-label={t("form.add_to", { label })}
            placeholder={items.length === 0 ? t("form.type_enter") : undefined}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={press}
            onBlur={take}
          />
        )}
      </div>
    </Group>
  );
}

type RowsProps = ListOf & {
  addLabel: string;
  /// What a new item is.
  fresh: Written;
  /// Rows of several lines have what moves them one below the other.
  isTall?: boolean;
  row: (at: At, index: number) => ReactNode;
};

/// One row for each item, with what moves and removes it.
export function Rows({ where, path, spec, label = labelOf(spec), addLabel, fresh, isTall, row }: RowsProps) {
  const form = useForm();
  const { items, isList, add, move, remove } = useItems({ where, path });
  return (
    <Group where={where} path={path} label={label}>
      {!isList && <InMarkdown where={where} path={path} />}
      {items.length > 0 && (
        <ol className="flex flex-col gap-1.5">
          {items.map((_, index) => (
            <li key={index} className="flex min-w-0 items-start gap-1">
              {row({ where, path: [...path, index] }, index)}
              {!form.isReadOnly && (
                <span className={isTall ? "flex shrink-0 flex-col" : "flex shrink-0"}>
                  <IconButton label={t("form.up")} aria-disabled={index === 0} className="w-7 aria-disabled:opacity-35" onClick={() => index > 0 && move(index, index - 1)}>
                    <ArrowUp size={15} aria-hidden />
                  </IconButton>
                  <IconButton label={t("form.down")} aria-disabled={index === items.length - 1} className="w-7 aria-disabled:opacity-35" onClick={() => index < items.length - 1 && move(index, index + 1)}>
                    <ArrowDown size={15} aria-hidden />
                  </IconButton>
                  <IconButton label={t("form.remove")} className="w-7" onClick={() => remove(index)}>
                    <X size={15} aria-hidden />
                  </IconButton>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {isList && !form.isReadOnly && (
        <Button look="ghost" className="-ml-2 self-start" icon={<Plus size={15} aria-hidden />} onClick={() => add(fresh)}>
          {addLabel}
        </Button>
      )}
    </Group>
  );
}

/// Texts or scripts, one below the other.
export function TextRows({ where, path, spec }: ListOf) {
  const kind = spec.kind === "scripts" ? "script" : "line";
  const add = spec.kind === "scripts" ? t("form.add_check") : t("form.add_line");
  return (
    <Rows where={where} path={path} spec={spec} addLabel={add} fresh="" row={(at, index) => (
      <BareField {...at} spec={{ key: spec.key, kind, isRequired: true }} label={t("form.item_of", { label: labelOf(spec), n: index + 1 })} />
    )} />
  );
}

type MappingRowsProps = ListOf & { addLabel: string; fresh: Written; fields: FieldSpec[] };

/// Mappings, each a row of fields.
export function MappingRows({ fields, ...rows }: MappingRowsProps) {
  return (
    <Rows {...rows} isTall row={(at) => (
      <div className="@container min-w-0 flex-1 rounded-control border border-line px-3 py-2.5">
        <div className="grid gap-2.5 @sm:grid-cols-2 @2xl:grid-cols-4">
          {fields.map((field) => (
            <KeyField key={field.key} where={at.where} path={[...at.path, field.key]} spec={field} />
          ))}
        </div>
      </div>
    )} />
  );
}
