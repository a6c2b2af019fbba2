// The library as cards: what each flow is for, at a glance.
import { Link } from "@tanstack/react-router";
import { type FlowHead, flowPath } from "@/api/flows";
import { Badge, RiskBadge, TypeBadge } from "@/kit/badge";
import { Inline } from "@/kit/inline";
import { t } from "@/text/t";
import { FlowMenu } from "./flow_menu";

export function Cards({ flows }: { flows: FlowHead[] }) {
  return (
    <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3" aria-label={t("nav.all_flows")}>
      {flows.map((flow) => (
        <li key={flow.id} className="relative flex flex-col gap-2 rounded-card border border-line bg-panel p-4 hover:border-control">
          <div className="flex items-start gap-2">
            <Link to={flowPath(flow)} className="min-w-0 flex-1 font-medium break-words before:absolute before:inset-0">
              {flow.name}
            </Link>
            <span className="relative z-1 -my-1 -mr-1">
              <FlowMenu flow={flow} />
            </span>
          </div>
          <p className="line-clamp-3 flex-1 text-sm text-muted break-words"><Inline text={flow.description} /></p>
          <div className="flex flex-wrap items-center gap-1.5">
            <TypeBadge type={flow.tree_type} />
            {flow.risk_level !== "none" && <RiskBadge risk={flow.risk_level} />}
            <Badge>{t("editor.tab_steps", { n: flow.step_count })}</Badge>
            {flow.is_builtin && <Badge>{t("library.builtin")}</Badge>}
          </div>
        </li>
      ))}
    </ul>
  );
}
