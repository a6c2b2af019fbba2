// The rollout of the front matter: the strategy, a picture of who goes when, and what it takes.
import { Hand, Timer } from "lucide-react";
import type { FieldSpec } from "@/flow_text/fields";
import { ringKeys, strategies } from "@/flow_text/fields";
import { t } from "@/text/t";
import { KeyField, textOf } from "./controls";
import { MappingRows } from "./lists";
import { useForm } from "./use_form";
import { wavesOf } from "./waves";

const shown = 20;

const ringFields: FieldSpec[] = [
  { key: "name", kind: "line", isRequired: true },
  { key: "percent", kind: "integer", isRequired: true },
  { key: "soak_minutes", kind: "integer", fallback: "0", unit: "min" },
  { key: "approval_between", kind: "flag", fallback: "false" },
];

const config = (key: string) => ["strategy_config", key];

export function StrategyFields() {
  const form = useForm();
  const strategy = textOf(form.value("front", ["strategy"])) || "rolling";
  const isThere = (key: string) => form.value("front", config(key)) !== undefined;
  const count = (key: string, fallback?: string): FieldSpec => ({ key, kind: "integer", fallback });
  return (
    <>
      <KeyField where="front" path={["strategy"]} spec={{ key: "strategy", kind: "choice", options: strategies, fallback: "rolling" }} />
      <Waves strategy={strategy} />
      {(strategy === "parallel_batched" || isThere("batch_size")) && (
        <KeyField where="front" path={config("batch_size")} spec={count("batch_size", "5")} />
      )}
      {(strategy === "rings" || isThere("rings")) && (
        <MappingRows
          where="front"
          path={config("rings")}
          spec={{ key: "rings", kind: "options" }}
          fields={ringFields}
          addLabel={t("form.add_ring")}
          fresh={Object.fromEntries(ringKeys.slice(0, 2).map((key) => [key, key === "percent" ? 100 : ""]))}
        />
      )}
      <KeyField where="front" path={config("max_failures")} spec={{ ...count("max_failures", strategy === "parallel" ? undefined : "0") }} />
      <KeyField where="front" path={config("max_concurrency")} spec={count("max_concurrency", "64")} />
      <KeyField where="front" path={config("shuffle")} spec={count("shuffle")} />
    </>
  );
}

/// Twenty targets, grouped as they would go.
function Waves({ strategy }: { strategy: string }) {
  const form = useForm();
  const waves = wavesOf(strategy, form.value("front", ["strategy_config"]), shown);
  if (waves.length === 0) return null;
  const words = waves.map((wave) => wave.count).join(", ");
  return (
    <figure className="col-span-full rounded-control bg-sunken px-3 py-2.5">
      <ol className="flex flex-wrap items-end gap-x-1.5 gap-y-2" aria-label={t("form.waves", { n: shown, waves: words })}>
        {waves.map((wave, index) => (
          <li key={index} className="flex items-end gap-1.5">
            <div>
              {wave.name !== "" && strategy === "rings" && (
                <span className="block text-xs text-muted">{t("form.wave", { name: wave.name, n: wave.count })}</span>
              )}
              <span className="flex w-fit max-w-56 flex-wrap gap-0.5 rounded border border-control bg-panel p-1" aria-hidden>
                {Array.from({ length: wave.count }, (_, target) => (
                  <span key={target} className="size-2 rounded-[2px] bg-running" />
                ))}
              </span>
            </div>
            {index < waves.length - 1 && <Between soak={wave.soakMinutes} isGated={wave.isGated} />}
          </li>
        ))}
      </ol>
      <figcaption className="mt-1.5 text-sm text-muted">{t("form.waves_text", { n: shown })}</figcaption>
    </figure>
  );
}

/// What stands between one wave and the next.
function Between({ soak, isGated }: { soak: number; isGated: boolean }) {
  return (
    <span className="flex items-center gap-1 pb-0.5 text-xs text-muted">
      {soak > 0 && (
        <span className="inline-flex items-center gap-0.5">
          <Timer size={12} aria-hidden />
          {t("form.soak", { n: soak })}
        </span>
      )}
      {isGated && (
        <span className="inline-flex items-center gap-0.5 text-waiting">
          <Hand size={12} aria-hidden />
          {t("form.gate")}
        </span>
      )}
      <span aria-hidden>→</span>
    </span>
  );
}
