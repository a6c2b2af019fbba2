// What a launch will do, before it does: who goes when, who is asked what, what is not a server.
import { TriangleAlert } from "lucide-react";
import type { LaunchPreview } from "@/api/batches";
import { Checkbox } from "@/kit/field";
import { Names, WithNames } from "@/kit/names";
import { gateReason } from "@/text/gate_reason";
import { number, t } from "@/text/t";
import { duration } from "@/text/time";
import { WillCreateFor } from "./will_create";

type ReviewProps = {
  preview: LaunchPreview;
  byHand: string[];
  confirmed: boolean;
  onConfirm: (confirmed: boolean) => void;
};

const shownMax = 20;

export function Review({ preview, byHand, confirmed, onConfirm }: ReviewProps) {
  const labels = preview.targets.map((target) => target.label);
  return (
    <div className="flex flex-col gap-5">
      <p className="text-lg font-medium break-words"><WillCreateFor labels={labels} /></p>
      {preview.needs_approval && (
        <p className="rounded-control border border-waiting bg-waiting-soft px-3 py-2">
          {t("launch.needs_approval")}
        </p>
      )}
      {byHand.length > 0 && (
        <div className="rounded-control border border-waiting bg-waiting-soft px-3 py-2">
          <p className="flex gap-2">
            <TriangleAlert size={16} className="mt-0.5 shrink-0 text-waiting" aria-hidden />
            <span className="break-words">
              <WithNames text={t("launch.by_hand", { n: byHand.length })} of={byHand} max={shownMax} />
            </span>
          </p>
          <Checkbox className="mt-2 font-medium" label={t("launch.by_hand_confirm")} checked={confirmed} onChange={onConfirm} />
        </div>
      )}
      {preview.waves.length > 0 && (
        <section>
          <h3 className="mb-2 font-semibold">{t("launch.who_when")}</h3>
          <ol className="flex flex-col gap-1.5">
            {preview.waves.slice(0, shownMax).map((wave, index) => (
              <li key={index} className="rounded-control bg-sunken px-3 py-2">
                <span className="font-medium">{wave.name}</span>{" "}
                <span className="text-muted">{t("launch.wave", { n: wave.count, parallelism: number(wave.parallelism) })}</span>
                <span className="block text-sm break-words">
                  <Names of={labels.slice(wave.first, wave.first + wave.count)} max={8} />
                </span>
                {(wave.soak_seconds > 0 || wave.approval_after) && (
                  <span className="block text-sm text-muted">
                    {[
                      wave.soak_seconds > 0 && t("launch.soak", { time: duration(wave.soak_seconds * 1000) }),
                      wave.approval_after && t("launch.approval_after"),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                )}
              </li>
            ))}
            {preview.waves.length > shownMax && (
              <li className="text-muted">{t("launch.more_waves", { n: preview.waves.length - shownMax })}</li>
            )}
          </ol>
        </section>
      )}
      <section>
        <h3 className="mb-2 font-semibold">{t("launch.gates")}</h3>
        {preview.gates.length === 0 ? (
          <p className="text-muted">{t("launch.no_gates")}</p>
        ) : (
          <ul className="list-disc pl-5">
            {preview.gates.map((gate) => (
              <li key={gate.place}>
                {t("launch.gate", { place: gate.place, reason: gateReason(gate.reason), n: gate.targets })}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
