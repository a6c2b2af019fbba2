// A time zone, chosen from those that the browser knows.
import { Field, Select } from "@/kit/field";
import { t } from "@/text/t";

export function Zone({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const zones = [...new Set([value, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return (
    <Field label={t("schedule.zone")}>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </Select>
    </Field>
  );
}
