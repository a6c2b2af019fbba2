// A secret that is shown once: a link or a token, with a button that copies it.
import { Copy } from "lucide-react";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";

type OneTimeLinkProps = { url: string; title?: string; text?: string; onClose: () => void };

export function OneTimeLink({ url, title, text, onClose }: OneTimeLinkProps) {
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(url);
      toast.done(t("account.copied"));
    } catch (error) {
      toast.failed(error); // no clipboard without TLS; the text can be selected
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title ?? t("account.link_title")}
      description={text ?? t("account.link_text")}
      footer={
        <>
          <Button icon={<Copy size={15} aria-hidden />} onClick={() => void copy()}>
            {t("account.copy")}
          </Button>
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
