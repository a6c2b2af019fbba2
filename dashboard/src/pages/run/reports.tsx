// The report of a batch in each form.
import { FileText } from "lucide-react";
import type { BatchDetail } from "@/api/batches";
import { apiBase } from "@/api/client";
import { Button } from "@/kit/button";
import { Menu, MenuItem } from "@/kit/menu";
import { t, type TextKey } from "@/text/t";

const forms = ["markdown", "text", "html", "csv", "ticket"] as const;

export function Reports({ batch }: { batch: BatchDetail }) {
  return (
    <Menu
      trigger={
        <Button icon={<FileText size={15} aria-hidden />}>{t("report.open")}</Button>
      }
    >
      {forms.map((form) => (
        <MenuItem
          key={form}
          onSelect={() => location.assign(`${apiBase}/batches/${batch.batch_id}/report?format=${form}`)}
        >
          {t(`report.${form}` as TextKey)}
        </MenuItem>
      ))}
    </Menu>
  );
}
