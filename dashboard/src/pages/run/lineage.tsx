// Where a batch comes from and what became of what it left: the run that it takes up again, and those that
// took it up.
import { Link } from "@tanstack/react-router";
import type { BatchDetail } from "@/api/batches";
import { t } from "@/text/t";

export function Lineage({ batch }: { batch: BatchDetail }) {
  const { retried_from, retried_as } = batch;
  if (!retried_from && retried_as.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      {retried_from && <ToBatch id={retried_from}>{t("retry.of")}</ToBatch>}
      {retried_as.map((id, index) => (
        <ToBatch key={id} id={id}>
          {t("retry.as", { n: retried_as.length, at: index + 1 })}
        </ToBatch>
      ))}
    </p>
  );
}

function ToBatch({ id, children }: { id: string; children: string }) {
  return (
    <Link to="/flows/$flowId/batches/$batchId" params={{ flowId: "none", batchId: id }} search={{}} className="underline">
      {children}
    </Link>
  );
}
