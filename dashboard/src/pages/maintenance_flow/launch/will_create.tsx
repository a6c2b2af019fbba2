// "Will create 8 sessions for: RDS-01, RDS-02…"
import type { LaunchPreview } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { t } from "@/text/t";

const shownMax = 4;

export function willCreate(labels: string[]): string {
  const shown = labels.slice(0, shownMax).join(", ");
  const rest = labels.length > shownMax ? "…" : "";
  return t("launch.will_create", { n: labels.length, labels: shown + rest });
}

type WillCreateProps = { preview: LaunchPreview | undefined; error: unknown };

export function WillCreate({ preview, error }: WillCreateProps) {
  return (
    <p role="status" className="mr-auto min-w-0 flex-1 basis-60 break-words">
      {error ? (
        <span className="text-failed">{messageOf(error)}</span>
      ) : (
        preview && willCreate(preview.targets.map((target) => target.label))
      )}
    </p>
  );
}
