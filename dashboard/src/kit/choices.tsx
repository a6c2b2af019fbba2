// One of several, each with a line of what it is.
import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

type Option = { value: string; title: ReactNode; text?: ReactNode; side?: ReactNode };

type ChoicesProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: Option[];
};

export function Choices({ label, value, onChange, options }: ChoicesProps) {
  const name = useId();
  return (
    <fieldset className="max-h-72 overflow-y-auto rounded-control border border-line">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            "flex cursor-pointer items-center gap-3 border-b border-line px-3 py-2 last:border-0",
            option.value === value ? "bg-accent-soft text-accent-ink" : "hover:bg-sunken",
          )}
        >
          <input
            type="radio"
            name={name}
            className="size-4 shrink-0 accent-[var(--accent)]"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="min-w-0 flex-1">
            <span className="font-medium break-words">{option.title}</span>
            {option.text && <span className="block truncate text-sm opacity-85">{option.text}</span>}
          </span>
          {option.side && <span className="shrink-0 text-right text-sm">{option.side}</span>}
        </label>
      ))}
    </fieldset>
  );
}
