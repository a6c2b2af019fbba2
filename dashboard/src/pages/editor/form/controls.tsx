// One key of the flow as a field: shows what the text says, writes what is typed, and the server's
// problems below it. What a field can't show is left to the markdown.
import { clsx } from "clsx";
import type { ReactElement } from "react";
import type { Where } from "@/flow_text/edits";
import type { FieldSpec } from "@/flow_text/fields";
import type { Path, Value, Written } from "@/flow_text/value";
import { Field, Input, Select, Textarea } from "@/kit/field";
import { en } from "@/text/en";
import { t, type TextKey } from "@/text/t";
import { Told } from "./told";
import { isBelow, isExactly, useForm, useTyped } from "./use_form";

export type At = { where: Where; path: Path };
type ControlOf = At & { spec: FieldSpec };

const has = (key: string): key is TextKey => key in en;

export function labelOf({ key, name = key, unit }: { key: string; name?: string; unit?: "s" | "min" }): string {
  const label = has(`form.key.${name}`) ? t(`form.key.${name}` as TextKey) : key;
  return unit ? t(`form.unit_${unit}`, { label }) : label;
}

export const wordOf = (key: string, value: string): string =>
  has(`form.value.${key}.${value}`) ? t(`form.value.${key}.${value}` as TextKey) : value;

/// What a scalar shows; undefined where the key holds a list or mapping.
export function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : undefined;
}

/// The frame of a field: its label, hint, problems, and the way to the markdown where it must be taken.
export function Framed({ where, path, spec, isList, wide, children }: ControlOf & {
  isList?: boolean; wide?: boolean; children: ReactElement<{ id?: string }> | null;
}) {
  const form = useForm();
  const found = form.problems(where, isList ? isExactly(path) : isBelow(path));
  const hintKey = `form.hint.${spec.name ?? spec.key}`;
  const hint = has(hintKey) ? t(hintKey) : undefined;
  const errors = found.filter((one) => one.severity === "error");
  const warnings = found.filter((one) => one.severity === "warning");
  const frame = {
    label: labelOf(spec),
    hint: hint || warnings.length > 0 ? <>{hint}<Told found={warnings} /></> : undefined,
    problem: errors.map((one) => one.message).join(" · ") || undefined,
  };
  const className = clsx("min-w-0", wide && "col-span-full");
  if (children) {
    return (
      <Field {...frame} className={className}>
        {children}
      </Field>
    );
  }
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <span className="font-medium">{frame.label}</span>
      <InMarkdown where={where} path={path} />
      <Told found={found} />
    </div>
  );
}

/// The way to a place that the form can't edit.
export function InMarkdown({ where, path }: At) {
  const form = useForm();
  return (
    <p className="rounded-control border border-line bg-sunken px-2.5 py-1.5 text-sm">
      {t("form.in_markdown")}{" "}
      <button type="button" className="font-medium underline" onClick={() => form.open(where, path)}>
        {t("form.show_place")}
      </button>
    </p>
  );
}

/// How a kind of field makes of what was typed what is written.
const tidyOf: Record<string, (typed: string, old: string) => string> = {
  line: (typed) => typed.trim(),
  integer: (typed) => typed.trim(),
  text: (typed) => typed.replace(/\r/g, "").trim(),
  script: (typed, old) => {
    const script = typed.replace(/\r/g, "").replace(/\s+$/, "");
    const isBlock = script.includes("\n") || (old.endsWith("\n") && script !== "");
    return isBlock && (old.endsWith("\n") || !old.includes("\n")) ? `${script}\n` : script;
  },
};

/// As high as what it holds, where the browser can.
const growing = "field-sizing-content max-h-96";
const rowsOf = (text: string, least: number) => Math.min(18, Math.max(least, text.split("\n").length));

function Typed({ where, path, spec, value, ...rest }: ControlOf & { value: string; id?: string }) {
  const form = useForm();
  const { kind } = spec;
  const write = (text: string) => {
    if (text === "" && !spec.isRequired) return form.clear(where, path);
    const written: Written = kind === "integer" && /^\d{1,15}$/.test(text) ? Number(text) : text;
    return form.change((flow) => flow.set(where, path, written), "typing");
  };
  const typed = useTyped(value, (text) => (tidyOf[kind] ?? tidyOf.line!)(text, value), write);
  const control = {
    ...rest,
    value: kind === "script" ? typed.shown.replace(/\n$/, "") : typed.shown,
    readOnly: form.isReadOnly,
    placeholder: spec.fallback,
    spellCheck: kind === "text",
    onChange: (event: { target: { value: string } }) => typed.type(event.target.value),
    onBlur: typed.leave,
  };
  return (
    <>
      {kind === "script" || kind === "text" ? (
        <Textarea
          {...control}
          rows={rowsOf(typed.shown, kind === "script" ? 1 : 2)}
          className={clsx(growing, kind === "script" && "font-mono text-[12.5px] [font-variant-ligatures:none]")}
        />
      ) : (
        <Input
          {...control}
          inputMode={kind === "integer" ? "numeric" : undefined}
          list={kind === "recipe" ? "form-recipes" : undefined}
          autoComplete="off"
        />
      )}
      {typed.isRefused && <InMarkdown where={where} path={path} />}
    </>
  );
}

function Chosen({ where, path, spec, value, ...rest }: ControlOf & { value: string; id?: string }) {
  const form = useForm();
  const isFlag = spec.kind === "flag";
  const options = isFlag ? ["true", "false"] : (spec.options ?? []);
  const word = (one: string) => (isFlag ? t(one === "true" ? "form.yes" : "form.no") : wordOf(spec.name ?? spec.key, one));
  const choose = (chosen: string) => {
    if (chosen === "") form.clear(where, path);
    else form.change((flow) => flow.set(where, path, isFlag ? chosen === "true" : chosen));
  };
  const usual = spec.fallback === undefined ? t(has(`form.usual.${spec.key}`) ? (`form.usual.${spec.key}` as TextKey) : "form.usual_none")
    : t("form.usual", { value: word(spec.fallback) });
  return (
    <Select {...rest} value={value} disabled={form.isReadOnly} onChange={(event) => choose(event.target.value)}>
      {(!spec.isRequired || value === "") && <option value="">{usual}</option>}
      {options.map((one) => (
        <option key={one} value={one}>
          {word(one)}
        </option>
      ))}
      {value !== "" && !options.includes(value) && <option value={value}>{value}</option>}
    </Select>
  );
}

const isWide = (kind: string) => kind === "text" || kind === "script";

/// A field of one scalar, by the kind of its key.
export function KeyField({ where, path, spec }: ControlOf) {
  const form = useForm();
  const value = textOf(form.value(where, path));
  if (value === undefined) return <Framed where={where} path={path} spec={spec} wide>{null}</Framed>;
  const Control = spec.kind === "choice" || spec.kind === "flag" ? Chosen : Typed;
  return (
    <Framed where={where} path={path} spec={spec} wide={isWide(spec.kind)}>
      <Control where={where} path={path} spec={spec} value={value} />
    </Framed>
  );
}

/// The same without a visible label, for a row that has one of its own.
export function BareField({ where, path, spec, label }: ControlOf & { label: string }) {
  const form = useForm();
  const value = textOf(form.value(where, path));
  const found = form.problems(where, isBelow(path));
  if (value === undefined) return <InMarkdown where={where} path={path} />;
  const Control = spec.kind === "choice" || spec.kind === "flag" ? Chosen : Typed;
  const own = { "aria-label": label, "aria-invalid": found.some((one) => one.severity === "error") || undefined };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <Control where={where} path={path} spec={spec} value={value} {...own} />
      <Told found={found} />
    </div>
  );
}

/// Text of the flow that is no key: a title or prose, which has a way of its own to be written.
export function ProseField({ label, value, write, isLong, hint, problem }: {
  label: string; value: string; write: (text: string) => boolean; isLong?: boolean;
  hint?: string; problem?: string | undefined;
}) {
  const form = useForm();
  const typed = useTyped(value, (text) => (isLong ? text.replace(/\r/g, "").replace(/^\s*\n/, "").trimEnd() : text.trim()), write);
  const control = {
    value: typed.shown,
    readOnly: form.isReadOnly,
    onChange: (event: { target: { value: string } }) => typed.type(event.target.value),
    onBlur: typed.leave,
  };
  return (
    <Field label={label} className="col-span-full min-w-0" hint={hint} problem={problem ?? (typed.isRefused ? t("form.refused") : undefined)}>
      {isLong ? <Textarea {...control} rows={rowsOf(value, 2)} className={growing} /> : <Input {...control} />}
    </Field>
  );
}
