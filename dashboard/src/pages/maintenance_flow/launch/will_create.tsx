// "Will create 8 sessions for: RDS-01, RDS-02 and 6 more"
import type { LaunchPreview } from "@/api/batches";
import { messageOf } from "@/api/problem";
import { WithNames } from "@/kit/names";
import { t } from "@/text/t";

const shownMax = 4;

export function WillCreateFor({ labels }: { labels: string[] }) {
  return <WithNames text={t("launch.will_create", { n: labels.length })} of={labels} max={shownMax} />;
}

type WillCreateProps = { preview: LaunchPreview | undefined; error: unknown };

export function WillCreate({ preview, error }: WillCreateProps) {
  return (
    <p role="status" className="mr-auto min-w-0 flex-1 basis-full break-words sm:basis-60">
      {error ? (
        <span className="text-failed">{messageOf(error)}</span>
      ) : (
        preview && <WillCreateFor labels={preview.targets.map((target) => target.label)} />
      )}
    </p>
  );
}
