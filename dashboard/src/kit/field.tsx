// A labelled control with its hint and its problem, tied together for assistive technology.
import { clsx } from "clsx";
import {
  cloneElement,
  type InputHTMLAttributes,
  isValidElement,
  type ReactElement,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react";
import { t } from "@/text/t";

type ControlProps = { id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean };

type FieldProps = {
  label: string;
  hint?: React.ReactNode;
  problem?: string | undefined;
  optional?: boolean;
  className?: string;
  children: ReactElement<ControlProps>;
};

export function Field({ label, hint, problem, optional, className, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  const control = isValidElement(children)
    ? cloneElement(children, {
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": problem ? true : undefined,
      })
    : children;
  return (
    <div className={clsx("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-muted">{t("field.optional")}</span>}
      </label>
      {control}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="text-sm text-failed">
          {problem}
        </p>
      )}
    </div>
  );
}

export function Input({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) {
  return <input className={clsx("control", className)} {...rest} />;
}

type CheckboxProps = { label: string; checked?: boolean; onChange?: (isChecked: boolean) => void; className?: string };

/// Without `onChange` it is a reader's own, and kept nowhere.
export function Checkbox({ label, checked, onChange, className }: CheckboxProps) {
  return (
    <label className={clsx("flex min-h-6 items-center gap-2", className)}>
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-[var(--accent)]"
        checked={checked}
        onChange={(event) => onChange?.(event.target.checked)}
      />
      <span className="min-w-0 break-words">{label}</span>
    </label>
  );
}

export function Textarea({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea className={clsx("control resize-y", className)} {...rest} />;
}

export function Select({ className, ...rest }: SelectHTMLAttributes<HTMLSelectElement>) {
  return <select className={clsx("control pr-8", className)} {...rest} />;
}
