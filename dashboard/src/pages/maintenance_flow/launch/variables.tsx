// The values that a flow asks for before it starts.
import type { Schemas } from "@/api/client";
import { Field, Input, Select, Textarea } from "@/kit/field";
import { Inline } from "@/kit/inline";
import { t } from "@/text/t";

type IntakeField = Schemas["IntakeField"];
type Values = Record<string, string>;

type VariablesProps = { fields: IntakeField[]; values: Values; onChange: (values: Values) => void };

export function Variables({ fields, values, onChange }: VariablesProps) {
  if (fields.length === 0) return null;
  return (
    <fieldset className="mt-5 flex flex-col gap-3 border-t border-line pt-4">
      <legend className="sr-only">{t("launch.values")}</legend>
      <h3 className="font-semibold">{t("launch.values")}</h3>
      {fields.map((field) => (
        <Field key={field.name} label={field.label || field.name} hint={field.help && <Inline text={field.help} />} optional={!field.required}>
          <Value
            field={field}
            value={values[field.name] ?? field.default ?? ""}
            onChange={(value) => onChange({ ...values, [field.name]: value })}
          />
        </Field>
      ))}
    </fieldset>
  );
}

const inputTypes: Record<string, string> = { integer: "number", date: "date", secret: "password", url: "url" };

type ValueProps = { field: IntakeField; value: string; onChange: (value: string) => void };

function Value({ field, value, onChange, ...rest }: ValueProps) {
  const change = (event: { target: { value: string } }) => onChange(event.target.value);
  if (field.type === "text") return <Textarea rows={3} value={value} onChange={change} {...rest} />;
  if (field.type === "choice" || field.type === "boolean") {
    const options = field.type === "boolean" ? ["true", "false"] : field.options;
    return (
      <Select value={value} onChange={change} {...rest}>
        <option value="">{t("field.none")}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {field.type === "boolean" ? t(option === "true" ? "form.yes" : "form.no") : option}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Input
      type={inputTypes[field.type] ?? "text"}
      pattern={field.pattern || undefined}
      autoComplete="off"
      value={value}
      onChange={change}
      {...rest}
    />
  );
}
