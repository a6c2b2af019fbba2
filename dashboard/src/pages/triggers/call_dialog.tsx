// How a trigger is called: an example to copy, and its key where it has just been given one.
import type { Trigger } from "@/api/triggers";
import { Button } from "@/kit/button";
import { CopyButton } from "@/kit/copy";
import { Dialog } from "@/kit/dialog";
import { t } from "@/text/t";
import { exampleOf } from "./example";

type CallDialogProps = { trigger: Trigger; signingKey?: string | undefined; onClose: () => void };

export function CallDialog({ trigger, signingKey, onClose }: CallDialogProps) {
  const example = exampleOf(trigger, signingKey);
  return (
    <Dialog
      open
      onClose={onClose}
      width="wide"
      title={t(signingKey ? "triggers.key_of" : "triggers.example_of", { name: trigger.name })}
      description={t(signingKey ? "triggers.key_text" : "triggers.example_text")}
      footer={
        <>
          {signingKey && <CopyButton text={signingKey} label={t("triggers.copy_key")} />}
          <CopyButton text={example} label={t("triggers.copy_example")} />
          <Button look="primary" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {signingKey && (
          <code aria-label={t("triggers.key")} className="block rounded-control bg-sunken p-3 break-all select-all">
            {signingKey}
          </code>
        )}
        <section aria-label={t("triggers.example")}>
          {signingKey && (
            <>
              <h3 className="font-semibold">{t("triggers.example")}</h3>
              <p className="mb-2 text-sm text-muted">{t("triggers.example_text")}</p>
            </>
          )}
          <pre tabIndex={0} className="overflow-auto rounded-control bg-sunken p-3 text-sm break-all whitespace-pre-wrap">
            {example}
          </pre>
        </section>
      </div>
    </Dialog>
  );
}
