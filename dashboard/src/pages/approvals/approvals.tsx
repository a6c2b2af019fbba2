// Everything that waits for somebody, answered where it stands. A phone is enough for it.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ClipboardCheck } from "lucide-react";
import { approvalsQuery } from "@/api/approvals";
import { Answer, Empty } from "@/kit/answer";
import { RiskBadge } from "@/kit/badge";
import { Page } from "@/kit/page";
import { State } from "@/kit/states";
import { t } from "@/text/t";
import { Prompts } from "../run/prompts";

export default function Approvals() {
  const waiting = useQuery(approvalsQuery);
  return (
    <Page title={t("nav.approvals")} description={t("approvals.text")}>
      <Answer query={waiting}>
        {(batches) =>
          batches.length === 0 ? (
            <Empty icon={<ClipboardCheck size={28} aria-hidden />} title={t("approvals.none")} text={t("approvals.none_text")} />
          ) : (
            <div className="flex flex-col gap-6">
              {batches.map((batch) => (
                <section key={batch.batch_id} aria-label={batch.name} className="flex flex-col gap-2">
                  <div className="flex flex-wrap items-center gap-x-3">
                    <h2 className="text-lg font-semibold">
                      <Link
                        to="/flows/$flowId/batches/$batchId"
                        params={{ flowId: batch.tree_id ?? "none", batchId: batch.batch_id }}
                        className="hover:underline"
                      >
                        {batch.name}
                      </Link>
                    </h2>
                    <RiskBadge risk={batch.risk_level} />
                    <State state={batch.status} />
                  </div>
                  <Prompts batch={batch} />
                </section>
              ))}
            </div>
          )
        }
      </Answer>
    </Page>
  );
}
