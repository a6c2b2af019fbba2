// Text that somebody needs elsewhere, and the button that copies it.
import { Copy } from "lucide-react";
import { t } from "@/text/t";
import { Button } from "./button";
import { useToast } from "./toast";

export function CopyButton({ text, label = t("account.copy") }: { text: string; label?: string }) {
  const toast = useToast();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      toast.done(t("account.copied"));
    } catch (error) {
      toast.failed(error); // no clipboard without TLS; the text can be selected
    }
  };
  return (
    <Button icon={<Copy size={15} aria-hidden />} onClick={() => void copy()}>
      {label}
    </Button>
  );
}
