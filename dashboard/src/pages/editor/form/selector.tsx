// Which servers a flow is meant for: one condition, or several that are combined.
import { Plus, X } from "lucide-react";
import { conditionKinds, freshOf, isCompound, kindOf, partsOf, plainCondition } from "@/flow_text/selector";
import type { Path } from "@/flow_text/value";
import { Button, IconButton } from "@/kit/button";
import { Select } from "@/kit/field";
import { t } from "@/text/t";
import { BareField, InMarkdown, labelOf, wordOf } from "./controls";
import { Told } from "./told";
import { isBelow, isExactly, useForm } from "./use_form";

export function SelectorFields({ path, depth = 0 }: { path: Path; depth?: number }) {
  const form = useForm();
  const value = form.value("front", path) ?? null;
  const kind = kindOf(value);
  const isOdd = value !== null && kind === "";
  const label = labelOf({ key: "target_selector" });
  const choose = (chosen: string) => {
    if (chosen === "") form.clear("front", path);
    else if (!form.change((flow) => flow.set("front", path, freshOf(chosen, value)))) form.open("front", path);
  };
  const isPlain = kind !== "" && kind !== "all" && !isCompound(kind);
  return (
    <div className="col-span-full flex min-w-0 flex-1 flex-col gap-1.5">
      {isOdd ? <InMarkdown where="front" path={path} /> : (
        <div className="flex flex-wrap items-start gap-1.5 *:min-w-36 *:flex-1">
          <Select aria-label={depth === 0 ? label : t("form.condition")} value={kind} disabled={form.isReadOnly} onChange={(event) => choose(event.target.value)}>
            {depth === 0 && <option value="">{t("form.no_selector")}</option>}
            {conditionKinds.map((one) => (
              <option key={one} value={one}>{wordOf("selector", one)}</option>
            ))}
          </Select>
          {isPlain && (
            <BareField where="front" path={[...path, "value"]} spec={{ key: "value", kind: "line", isRequired: true }} label={t("form.value_of", { name: wordOf("selector", kind) })} />
          )}
        </div>
      )}
      {isCompound(kind) && <Parts path={[...path, kind]} kind={kind} count={partsOf(value).length} depth={depth} />}
      {depth === 0 && !isPlain && <Told found={form.problems("front", kind === "all" || isOdd ? isBelow(path) : isExactly(path))} />}
    </div>
  );
}

function Parts({ path, kind, count, depth }: { path: Path; kind: string; count: number; depth: number }) {
  const form = useForm();
  if (kind === "not") return <Nested><SelectorFields path={path} depth={depth + 1} /></Nested>;
  return (
    <Nested>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex items-start gap-1">
          <SelectorFields path={[...path, index]} depth={depth + 1} />
          {count > 1 && !form.isReadOnly && (
            <IconButton label={t("form.remove")} onClick={() => form.change((flow) => flow.remove("front", [...path, index]))}>
              <X size={15} aria-hidden />
            </IconButton>
          )}
        </div>
      ))}
      {!form.isReadOnly && (
        <Button look="ghost" className="-ml-2 self-start" icon={<Plus size={15} aria-hidden />} onClick={() => form.change((flow) => flow.insertItem("front", path, count, plainCondition()))}>
          {t("form.add_condition")}
        </Button>
      )}
    </Nested>
  );
}

function Nested({ children }: { children: React.ReactNode }) {
  return <div className="flex flex-col gap-1.5 border-l-2 border-line pl-3">{children}</div>;
}
