// The steps of a section as cards: fold, reorder by mouse or keyboard, duplicate, remove, add.
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, ChevronRight, Copy, GripVertical, MoreHorizontal, Plus, Trash2 } from "lucide-react";
import { type DragEvent, type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { firstKeys, keysOf, ofType, stepTypes } from "@/flow_text/fields";
import type { SectionName, StepPart } from "@/flow_text/parts";
import { moved, valueAt } from "@/flow_text/value";
import { Button, IconButton } from "@/kit/button";
import { Field, Select } from "@/kit/field";
import { Menu, MenuItem } from "@/kit/menu";
import { t } from "@/text/t";
import { StepIcon, stepTypeName } from "../../flow/steps";
import { InMarkdown, ProseField } from "./controls";
import { StepFields } from "./step_fields";
import { Count, Told } from "./told";
import { useForm } from "./use_form";

/// Which cards are open; they are known by their place, so it moves with them.
function useCards(section: SectionName, list: RefObject<HTMLOListElement | null>) {
  const form = useForm();
  const steps = form.flow.parts[section]?.steps ?? [];
  const [open, setOpen] = useState<boolean[]>([]);
  const [told, setTold] = useState("");
  const at = (index: number) => open[index] ?? false;
  const all = steps.map((_, index) => at(index));
  /// After the card has its new place on the page.
  const focus = (index: number) =>
    requestAnimationFrame(() => list.current?.children[index]?.querySelector<HTMLElement>("[data-fold]")?.focus());
  return {
    steps, told, isOpen: at,
    fold: (index: number) => setOpen(all.with(index, !at(index))),
    move: (from: number, to: number) => {
      if (to < 0 || to >= steps.length || from === to) return;
      form.flush();
      if (!form.change((flow) => flow.moveStep(section, from, to))) return;
      setOpen(moved(all, from, to));
      setTold(t("form.moved", { title: steps[from]!.title, n: to + 1 }));
      focus(to);
    },
    remove: (index: number) => {
      if (!form.change((flow) => flow.removeStep(section, index))) return;
      setOpen(all.toSpliced(index, 1));
      focus(Math.max(0, index - 1));
    },
    duplicate: (index: number) => {
      form.flush();
      const title = t("form.copy_of", { title: steps[index]!.title });
      if (!form.change((flow) => flow.duplicateStep(section, index, title))) return;
      setOpen(all.toSpliced(index + 1, 0, true));
      focus(index + 1);
    },
    insert: (index: number, type: string) => {
      form.flush();
      if (!form.change((flow) => flow.insertStep(section, index, stepTypeName(type), firstKeys(type)))) return;
      setOpen(all.toSpliced(index, 0, true));
      focus(index);
    },
  };
}

export function StepCards({ section, title }: { section: SectionName; title: string }) {
  const form = useForm();
  const list = useRef<HTMLOListElement>(null);
  const cards = useCards(section, list);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (dragged !== null && over !== null) cards.move(dragged, over);
    setDragged(null);
    setOver(null);
  };
  return (
    <section aria-label={title}>
      <div className="mb-2 flex items-center gap-2">
        <h2 className="flex-1 text-lg font-semibold">{title}</h2>
        {!form.isReadOnly && cards.steps.length > 1 && <span className="text-xs text-muted max-sm:hidden">{t("form.move_keys")}</span>}
      </div>
      {cards.steps.length === 0 && <p className="mb-2 text-muted">{t(section === "steps" ? "form.no_steps" : "form.no_rollback")}</p>}
      <div onDrop={drop} onDragOver={(event) => dragged !== null && event.preventDefault()}>
        <ol ref={list} className="flex flex-col gap-2">
          {cards.steps.map((step, index) => (
            <li key={index}>
              <div
                className={clsx("rounded-card", over === index && dragged !== index && "outline-2 outline-accent", dragged === index && "opacity-50")}
                onDragEnter={() => dragged !== null && setOver(index)}
              >
                <StepCard
                  section={section} index={index} step={step} count={cards.steps.length} cards={cards}
                  onDrag={(isOn) => (setDragged(isOn ? index : null), setOver(null))}
                />
              </div>
            </li>
          ))}
        </ol>
      </div>
      {!form.isReadOnly && (
        <div className="mt-2">
          <AddStep onAdd={(type) => cards.insert(cards.steps.length, type)} isRollback={section === "rollback"} />
        </div>
      )}
      <p role="status" className="sr-only">{cards.told}</p>
    </section>
  );
}

function AddStep({ onAdd, isRollback }: { onAdd: (type: string) => void; isRollback: boolean }) {
  const form = useForm();
  const isTroubleshooting = form.value("front", ["type"]) === "troubleshooting" && !isRollback;
  const types = stepTypes.filter((type) => type !== "question" || isTroubleshooting);
  return (
    <Menu align="start" trigger={<Button icon={<Plus size={15} aria-hidden />}>{t(isRollback ? "form.add_rollback" : "form.add_step")}</Button>}>
      {types.map((type) => (
        <MenuItem key={type} icon={<StepIcon type={type} />} onSelect={() => onAdd(type)}>
          {stepTypeName(type)}
        </MenuItem>
      ))}
    </Menu>
  );
}

type CardProps = {
  section: SectionName; index: number; step: StepPart; count: number;
  cards: ReturnType<typeof useCards>; onDrag: (isOn: boolean) => void;
};

function StepCard({ section, index, step, count, cards, onDrag }: CardProps) {
  const form = useForm();
  const where = { section, index };
  const type = valueAt(step.block?.value ?? null, ["type"]);
  const typeName = typeof type === "string" ? type : "";
  const found = form.problems(where, () => true);
  const isOpen = cards.isOpen(index);
  const press = (event: KeyboardEvent) => {
    // A list of choices opens by the same keys.
    if (event.target instanceof HTMLSelectElement) return;
    if (!event.altKey || event.ctrlKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    cards.move(index, index + (event.key === "ArrowUp" ? -1 : 1));
  };
  const label = t("form.step", { n: index + 1, title: step.title });
  return (
    // Keys of the fields inside of it.
    <div role="presentation" className="rounded-card border border-line bg-panel" onKeyDown={form.isReadOnly ? undefined : press}>
      <div role="group" aria-label={label}>
        <div className="flex items-center gap-0.5 pr-1">
          {!form.isReadOnly && (
            <span
              draggable
              aria-hidden
              data-grip
              title={t("form.drag")}
              className="flex min-h-10 cursor-grab items-center pl-1.5 text-muted"
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", step.title);
                onDrag(true);
              }}
              onDragEnd={() => onDrag(false)}
            >
              <GripVertical size={16} />
            </span>
          )}
          <button data-fold type="button" aria-expanded={isOpen} className="flex min-h-10 min-w-0 flex-1 items-center gap-1.5 px-1.5 py-1.5 text-left" onClick={() => cards.fold(index)}>
            <ChevronRight size={16} aria-hidden className={clsx("shrink-0 text-muted", isOpen && "rotate-90")} />
            <span className="w-5 shrink-0 text-right text-muted tabular-nums">{index + 1}</span>
            <StepIcon type={typeName} />
            <span className="min-w-0 flex-1 font-medium break-words">{step.title || t("form.untitled")}</span>
            {found.length > 0 ? (
              <Count found={found} />
            ) : (
              <span className="shrink-0 text-sm text-muted max-sm:hidden">{stepTypeName(typeName)}</span>
            )}
          </button>
          {!form.isReadOnly && <CardActions index={index} count={count} cards={cards} label={label} />}
        </div>
        {isOpen && (
          <div className="@container border-t border-line p-3">
            <CardBody where={where} step={step} type={typeName} />
          </div>
        )}
      </div>
    </div>
  );
}

function CardActions({ index, count, cards, label }: { index: number; count: number; cards: CardProps["cards"]; label: string }) {
  const look = "w-7 aria-disabled:opacity-35";
  return (
    <>
      <IconButton label={t("form.up")} shortcut="Alt ↑" aria-disabled={index === 0} className={look} onClick={() => cards.move(index, index - 1)}>
        <ArrowUp size={16} aria-hidden />
      </IconButton>
      <IconButton label={t("form.down")} shortcut="Alt ↓" aria-disabled={index === count - 1} className={look} onClick={() => cards.move(index, index + 1)}>
        <ArrowDown size={16} aria-hidden />
      </IconButton>
      <Menu trigger={<button type="button" aria-label={t("form.actions", { step: label })} className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"><MoreHorizontal size={16} aria-hidden /></button>}>
        <MenuItem icon={<Copy size={15} aria-hidden />} onSelect={() => cards.duplicate(index)}>{t("form.duplicate")}</MenuItem>
        <MenuItem icon={<Plus size={15} aria-hidden />} onSelect={() => cards.insert(index + 1, "custom_tool")}>{t("form.insert_below")}</MenuItem>
        <MenuItem icon={<Trash2 size={15} aria-hidden />} dangerous onSelect={() => cards.remove(index)}>{t("form.remove_step")}</MenuItem>
      </Menu>
    </>
  );
}

function CardBody({ where, step, type }: { where: { section: SectionName; index: number }; step: StepPart; type: string }) {
  const form = useForm();
  const known = keysOf(type);
  const loose = form.problems(where, (path) => path.length === 0 || !known.includes(String(path[0])));
  const isEditable = step.block?.isEditable ?? false;
  return (
    <div className="grid gap-3 @sm:grid-cols-2">
      <Told found={loose} className="col-span-full" />
      <ProseField label={t("form.step_title")} value={step.title} write={(text) => form.change((flow) => flow.setStepTitle(where, text), "typing")} />
      <ProseField label={t("form.prose")} isLong value={step.prose} write={(text) => form.change((flow) => flow.setStepProse(where, text), "typing")} />
      {isEditable ? (
        <>
          <StepType where={where} type={type} />
          <StepFields key={type} where={where} type={type} />
        </>
      ) : (
        <div className="col-span-full"><InMarkdown where={where} path={[]} /></div>
      )}
    </div>
  );
}

/// Keys that the new type does not have stay in the text, where they are named as problems.
function StepType({ where, type }: { where: { section: SectionName; index: number }; type: string }) {
  const form = useForm();
  const found = form.problems(where, (path) => path[0] === "type");
  return (
    <Field label={t("form.step_type")} problem={found[0]?.message}>
      <Select value={type} disabled={form.isReadOnly} onChange={(event) => form.change((flow) => flow.set(where, ["type"], event.target.value))}>
        {!(type in ofType) && <option value={type}>{type}</option>}
        {stepTypes.map((one) => <option key={one} value={one}>{stepTypeName(one)}</option>)}
      </Select>
    </Field>
  );
}
