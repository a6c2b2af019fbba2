// Machines from a file of another system.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { importServers } from "@/api/servers";
import { Field, Select } from "@/kit/field";
import { ImportDialog } from "@/kit/import_dialog";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

const formats = ["csv", "json", "ansible", "ssh_config"] as const;
type Format = (typeof formats)[number];

export function ImportServers({ onClose }: { onClose: () => void }) {
  const [format, setFormat] = useState<Format>("csv");
  const queries = useQueryClient();
  const toast = useToast();
  return (
    <ImportDialog
      title={t("servers.import")}
      description={t("import.text")}
      answers={format}
      send={(text, digest) => importServers({ format, text, apply: digest !== undefined, digest })}
      onDone={(done) => {
        void queries.invalidateQueries({ queryKey: ["servers"] });
        toast.done(t("import.done", { n: done.added.length, changed: done.changed.length }));
      }}
      onClose={onClose}
      settings={
        <Field label={t("import.format")}>
          <Select value={format} onChange={(event) => setFormat(event.target.value as Format)}>
            {formats.map((one) => (
              <option key={one} value={one}>
                {t(`import.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
      }
    />
  );
}
