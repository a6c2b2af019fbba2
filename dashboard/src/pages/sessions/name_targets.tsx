// A run that was made without targets waits until somebody names them; its one session becomes one for each.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ListPlus } from "lucide-react";
import { useState } from "react";
import { type BatchSession, nameTargets } from "@/api/batches";
import { useMayWrite } from "@/api/session";
import { useAnswerFor } from "@/kit/answer_for";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Checkbox } from "@/kit/field";
import { Refusal } from "@/kit/refusal";
import { Tabs } from "@/kit/tabs";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { ManualTab } from "../maintenance_flow/launch/manual_tab";
import { SavedTab } from "../maintenance_flow/launch/saved_tab";
import { readLines } from "../target_lists/lines";

export function NameTargets({ session }: { session: BatchSession | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  const mayWrite = useMayWrite();
  if (!session || session.target_label !== "" || session.status !== "pending") return null;
  return (
    <section aria-label={t("targets.needed")} className="flex flex-wrap items-center gap-x-6 gap-y-3 rounded-card border border-waiting bg-waiting-soft px-4 py-3">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-lg font-semibold">
          <span aria-hidden className="mr-2 text-waiting">
            ‖
          </span>
          {t("targets.needed")}
        </h2>
        <p>{t("targets.needed_text")}</p>
      </div>
      <Button look="primary" icon={<ListPlus size={16} aria-hidden />} blocked={!mayWrite && t("role.viewer")} onClick={() => setIsOpen(true)}>
        {t("targets.name")}
      </Button>
      {isOpen && <NamingDialog session={session} onClose={() => setIsOpen(false)} />}
    </section>
  );
}

type Way = "saved" | "manual";

function NamingDialog({ session, onClose }: { session: BatchSession; onClose: () => void }) {
  const [way, setWay] = useState<Way>("saved");
  const [listId, setListId] = useState("");
  const [text, setText] = useState("");
  const [byHand, setByHand] = useAnswerFor(way === "saved" ? listId : text);
  const queries = useQueryClient();
  const toast = useToast();
  const { targets } = readLines(text);
  const naming = useMutation({
    mutationFn: () =>
      nameTargets(session.session_id, {
        ...(way === "saved" ? { target_list_id: listId } : { targets }),
        manual_confirmed: byHand,
      }),
    onSuccess: (batch) => {
      for (const key of ["batch", "batches", "batch-sessions", "session-detail", "approvals"]) {
        void queries.invalidateQueries({ queryKey: [key] });
      }
      toast.done(t("launch.done", { n: batch.counts.total }));
      onClose();
    },
  });
  const isChosen = way === "saved" ? listId !== "" : targets.length > 0;
  const contents = {
    saved: <SavedTab value={listId} onChange={setListId} />,
    manual: <ManualTab text={text} onChange={setText} />,
  };
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t("targets.name")}
      description={t("targets.name_text")}
      footer={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button look="primary" busy={naming.isPending} blocked={!isChosen && t("launch.choose_first")} onClick={() => naming.mutate()}>
            {t("targets.name")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Refusal error={naming.error} />
        <Tabs
          value={way}
          onChange={(next) => setWay(next as Way)}
          label={t("launch.targets")}
          tabs={(["saved", "manual"] as const).map((value) => ({ value, label: t(`launch.tab_${value}`), content: contents[value] }))}
        />
        <Checkbox label={t("targets.by_hand")} checked={byHand} onChange={setByHand} />
      </div>
    </Dialog>
  );
}
