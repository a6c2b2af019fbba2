// What a flow says about itself in its front matter.
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Flow } from "@/api/flows";
import { listOf, t, type TextKey } from "@/text/t";

export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl className={clsx("grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5", className)}>{children}</dl>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

type Ring = { name: string; percent: number; soak_minutes?: number; approval_between?: boolean };

/// The strategy in words: what goes first, what stops it.
export function strategyText(flow: Flow): string {
  const config = flow.strategy_config as { batch_size?: number; rings?: Ring[] };
  if (flow.strategy === "rings" && config.rings) {
    return t("strategy.rings_of", {
      rings: listOf(config.rings.map((ring) => `${ring.name} ${ring.percent}\u00a0%`)),
    });
  }
  if (flow.strategy === "parallel_batched") {
    return t("strategy.parallel_batched_of", { n: config.batch_size ?? 5 });
  }
  return t(`strategy.${flow.strategy}` as TextKey);
}

export function FlowFacts({ flow }: { flow: Flow }) {
  return (
    <Facts>
      {flow.subject && <Fact name={t("flow.subject")}>{flow.subject}</Fact>}
      {flow.tree_type === "maintenance" && (
        <Fact name={t("flow.strategy")}>{strategyText(flow)}</Fact>
      )}
      {flow.snapshot_dimensions.length > 0 && (
        <Fact name={t("flow.snapshots")}>{listOf(flow.snapshot_dimensions.map((one) => t(`dimension.${one}`)))}</Fact>
      )}
      {flow.intake_form.length > 0 && (
        <Fact name={t("flow.asks_for")}>
          {listOf(flow.intake_form.map((field) => field.label || field.name))}
        </Fact>
      )}
      {flow.tags.length > 0 && <Fact name={t("library.column_tags")}>{flow.tags.join(", ")}</Fact>}
      <Fact name={t("flow.version")}>{flow.version}</Fact>
    </Facts>
  );
}
