// Batch launch: which targets, what it will do, and go. Nothing starts before the last button, whose
// number is the number of sessions.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Rocket } from "lucide-react";
import { useState } from "react";
import { launchBatch, launchPreviewQuery } from "@/api/batches";
import { newKey } from "@/api/client";
import type { Flow } from "@/api/flows";
import { messageOf } from "@/api/problem";
import { useAnswerFor } from "@/kit/answer_for";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Refusal } from "@/kit/refusal";
import { useSettled } from "@/kit/settled";
import { Tabs } from "@/kit/tabs";
import { useToast } from "@/kit/toast";
import { t, type TextKey } from "@/text/t";
import { type Choice, firstChoice, type LaunchTab, launchTabs, requestOf } from "./choice";
import { EntryTab } from "./entry_tab";
import { ImportTab } from "./import_tab";
import { PreviousTab } from "./previous_tab";
import { Review } from "./review";
import { SavedTab } from "./saved_tab";
import { Variables } from "./variables";
import { WillCreate } from "./will_create";

type LaunchProps = {
  flow: Flow;
  tab: string;
  onTab: (tab: string) => void;
  onClose: () => void;
};

export function Launch({ flow, tab, onTab, onClose }: LaunchProps) {
  const [choice, setChoice] = useState<Choice>(() => firstChoice(flow));
  const [isReviewing, setIsReviewing] = useState(false);
  const [key] = useState(newKey);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  const current: LaunchTab = launchTabs.includes(tab as LaunchTab) ? (tab as LaunchTab) : "saved";
  const change = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }));
  const request = requestOf(flow.id, current, choice);
  const settled = useSettled(request ? JSON.stringify(request) : "");
  const preview = useQuery({
    ...launchPreviewQuery(settled ? JSON.parse(settled) : { tree_id: flow.id }),
    enabled: settled !== "",
  });
  const seen = request && preview.isSuccess ? preview.data : undefined;
  const byHand = seen?.unmatched ?? [];
  const [confirmed, setConfirmed] = useAnswerFor(byHand.join("\n"));
  const launching = useMutation({
    mutationFn: () => launchBatch({ ...request!, manual_confirmed: byHand.length > 0, digest: seen?.digest }, key),
    onSuccess: (batch) => {
      void queries.invalidateQueries({ queryKey: ["batches"] });
      const to = `/flows/${flow.id}/batches/${batch.batch_id}`;
      toast.done(
        t("launch.done", { n: batch.counts.total }),
        <Link to={to as string} className="underline">
          {t("launch.open_batch")}
        </Link>,
      );
      void navigate({ href: to });
    },
  });

  const missing = flow.intake_form.filter(
    (field) => field.required && field.per === "batch" && !field.default && !choice.variables[field.name],
  );
  const whyNotReviewed = !request
    ? t("launch.choose_first")
    : missing.length > 0
      ? t("launch.missing_value", { name: missing[0]?.label || missing[0]?.name || "" })
      : preview.isError
        ? messageOf(preview.error)
        : !seen && t("answer.loading");
  const whyNotLaunched = byHand.length > 0 && !confirmed && t("launch.confirm_first");

  const footer = isReviewing ? (
    <>
      <Button onClick={() => setIsReviewing(false)}>{t("action.back")}</Button>
      <Button
        look="primary"
        icon={<Rocket size={16} aria-hidden />}
        onClick={() => launching.mutate()}
        blocked={whyNotLaunched}
        busy={launching.isPending}
      >
        {t("launch.action", { n: seen?.targets.length ?? 0 })}
      </Button>
    </>
  ) : (
    <>
      <WillCreate preview={seen} error={request ? preview.error : null} />
      <Button onClick={onClose}>{t("action.cancel")}</Button>
      <Button look="primary" onClick={() => setIsReviewing(true)} blocked={whyNotReviewed}>
        {t("launch.review")}
      </Button>
    </>
  );

  const tabs = [
    { value: "saved", content: <SavedTab value={choice.listId} onChange={(listId) => change({ listId })} /> },
    { value: "previous", content: <PreviousTab flow={flow} choice={choice} onChange={change} /> },
    { value: "manual", content: <EntryTab flow={flow} choice={choice} onChange={change} /> },
    {
      value: "import",
      content: (
        <ImportTab
          onText={(text) => {
            change({ text, way: "names" });
            onTab("manual");
          }}
        />
      ),
    },
  ].map((one) => ({ ...one, label: t(`launch.tab_${one.value}` as TextKey) }));

  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t("launch.title", { name: flow.name })}
      description={isReviewing ? t("launch.review_text") : t("launch.text")}
      footer={footer}
    >
      {isReviewing && seen ? (
        <>
          <Refusal error={launching.error} className="mb-4" />
          <Review preview={seen} byHand={byHand} confirmed={confirmed} onConfirm={setConfirmed} />
        </>
      ) : (
        <>
          <Tabs value={current} onChange={onTab} label={t("launch.targets")} tabs={tabs} />
          <Variables
            fields={flow.intake_form}
            values={choice.variables}
            onChange={(variables) => change({ variables })}
          />
        </>
      )}
    </Dialog>
  );
}
