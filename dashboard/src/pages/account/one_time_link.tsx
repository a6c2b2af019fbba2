// A secret that is shown once: a link or a token, with a button that copies it.
import { Button } from "@/kit/button";
import { CopyButton } from "@/kit/copy";
import { Dialog } from "@/kit/dialog";
import { t } from "@/text/t";

type OneTimeLinkProps = { url: string; title?: string; text?: string; onClose: () => void };

export function OneTimeLink({ url, title, text, onClose }: OneTimeLinkProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title ?? t("account.link_title")}
      description={text ?? t("account.link_text")}
      footer={
        <>
          <CopyButton text={url} />
          <Button look="primary" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      <code className="block rounded-control bg-sunken p-3 break-all select-all">{url}</code>
    </Dialog>
  );
}
