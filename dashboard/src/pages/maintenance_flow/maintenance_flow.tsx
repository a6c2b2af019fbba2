// A maintenance flow: what it does, when it runs, launching it on many targets, and what ran.
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Pencil, Rocket } from "lucide-react";
import { type Flow, flowQuery } from "@/api/flows";
import { useMayWrite } from "@/api/session";
import { Answer } from "@/kit/answer";
import { RiskBadge } from "@/kit/badge";
import { Button, ButtonLink } from "@/kit/button";
import { Card, Page } from "@/kit/page";
import { Prose } from "@/kit/prose";
import { t } from "@/text/t";
import { FlowFacts } from "../flow/facts";
import { FlowBadges, FlowTrail } from "../flow/flow";
import { Steps } from "../flow/steps";
import { FlowMenu } from "../library/flow_menu";
import { Triggers } from "../triggers/triggers";
import { Launch } from "./launch/launch";
import { RunHistory } from "./run_history";
import { SchedulePanel } from "./schedule_panel";

export default function MaintenanceFlow() {
  const { flowId } = useParams({ strict: false }) as { flowId: string };
  const flow = useQuery(flowQuery(flowId));
  return <Answer query={flow}>{(data) => <MaintenancePage flow={data} />}</Answer>;
}

function MaintenancePage({ flow }: { flow: Flow }) {
  const mayWrite = useMayWrite();
  const { launch } = useSearch({ from: "/shell/flows/$flowId/maintenance" });
  const navigate = useNavigate({ from: "/flows/$flowId/maintenance" });
  const openLaunch = (tab: string | undefined) => void navigate({ search: { launch: tab } });
  const firstTab = flow.target_selector ? "manual" : "saved";
  return (
    <Page
      title={flow.name}
      above={<FlowTrail flow={flow} />}
      badge={
        <>
          <FlowBadges flow={flow} />
          <RiskBadge risk={flow.risk_level} />
        </>
      }
      description={<Prose text={flow.description} />}
      actions={
        <>
          <Button
            look="primary"
            icon={<Rocket size={16} aria-hidden />}
            onClick={() => openLaunch(firstTab)}
            blocked={!mayWrite && t("role.viewer")}
          >
            {t("launch.open")}
          </Button>
          {mayWrite && !flow.is_builtin && (
            <ButtonLink to={`/flows/${flow.id}/edit`} icon={<Pencil size={15} aria-hidden />}>
              {t("flow.edit")}
            </ButtonLink>
          )}
          <FlowMenu flow={flow} />
        </>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <RunHistory flow={flow} onLaunch={mayWrite ? () => openLaunch(firstTab) : undefined} />
          <Card title={t("flow.steps")}>
            <Steps steps={flow.parsed_steps} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <SchedulePanel flow={flow} />
          <Triggers of={{ tree_id: flow.id }} flow={flow} />
          <Card title={t("flow.about")}>
            <FlowFacts flow={flow} />
          </Card>
        </div>
      </div>
      {launch && mayWrite && (
        <Launch flow={flow} tab={launch} onTab={openLaunch} onClose={() => openLaunch(undefined)} />
      )}
    </Page>
  );
}
