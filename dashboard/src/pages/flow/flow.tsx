// A project or a troubleshooting flow: what it is for and its steps.
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Pencil } from "lucide-react";
import { type Flow as FlowData, flowQuery } from "@/api/flows";
import { useMayWrite } from "@/api/session";
import { Answer } from "@/kit/answer";
import { Badge, TypeBadge } from "@/kit/badge";
import { ButtonLink } from "@/kit/button";
import { Card, Page } from "@/kit/page";
import { Prose } from "@/kit/prose";
import { t } from "@/text/t";
import { FlowMenu } from "../library/flow_menu";
import { FlowFacts } from "./facts";
import { Steps } from "./steps";

export default function Flow() {
  const { flowId } = useParams({ strict: false }) as { flowId: string };
  const flow = useQuery(flowQuery(flowId));
  return <Answer query={flow}>{(data) => <FlowPage flow={data} />}</Answer>;
}

function FlowPage({ flow }: { flow: FlowData }) {
  const mayWrite = useMayWrite();
  return (
    <Page
      title={flow.name}
      above={<FlowTrail flow={flow} />}
      badge={<FlowBadges flow={flow} />}
      description={<Prose text={flow.description} />}
      actions={
        <>
          {mayWrite && !flow.is_builtin && (
            <ButtonLink to={`/flows/${flow.id}/edit`} icon={<Pencil size={15} aria-hidden />}>
              {t("flow.edit")}
            </ButtonLink>
          )}
          <FlowMenu flow={flow} />
        </>
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <Card title={t("flow.steps")}>
          <Steps steps={flow.parsed_steps} />
        </Card>
        <Card title={t("flow.about")}>
          <FlowFacts flow={flow} />
        </Card>
      </div>
    </Page>
  );
}

export function FlowTrail({ flow }: { flow: Pick<FlowData, "tree_type"> }) {
  return (
    <Link to="/trees" search={{ type: flow.tree_type }} className="hover:underline">
      {t(`library.title_${flow.tree_type}`)}
    </Link>
  );
}

export function FlowBadges({ flow }: { flow: FlowData }) {
  return (
    <>
      <TypeBadge type={flow.tree_type} />
      {flow.is_builtin && <Badge>{t("library.builtin")}</Badge>}
      {flow.archived_at !== null && <Badge>{t("flow.archived")}</Badge>}
    </>
  );
}
