// Names typed or pasted, one a line.
import { Field, Textarea } from "@/kit/field";
import { readLines } from "@/pages/target_lists/lines";
import { t } from "@/text/t";

export function ManualTab({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { targets, duplicates } = readLines(text);
  const said = [t("lists.count", { n: targets.length })];
  if (duplicates.length > 0) {
    said.push(t("lists.duplicates", { n: duplicates.length, first: duplicates[0] ?? "" }));
  }
  return (
    <Field label={t("launch.names")} hint={<span role="status">{said.join(" · ")}</span>}>
      <Textarea
        rows={9}
        spellCheck={false}
        className="font-mono text-sm"
        placeholder={"RDS-01\nRDS-02, 10.0.4.22"}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
