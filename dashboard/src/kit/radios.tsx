// One of a few words.
import { useId } from "react";

type RadiosProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: Partial<Record<Value, string>>;
};

export function Radios<Value extends string>({ label, value, onChange, options }: RadiosProps<Value>) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
      <legend className="mb-1 font-medium">{label}</legend>
      {(Object.keys(options) as Value[]).map((one) => (
        <label key={one} className="flex items-center gap-2">
          <input type="radio" name={name} className="size-4 accent-[var(--accent)]" checked={one === value} onChange={() => onChange(one)} />
          {options[one]}
        </label>
      ))}
    </fieldset>
  );
}
