// A layer over the page that must be answered or closed. Always has a title and a description.
import { Dialog as Radix } from "radix-ui";
import { clsx } from "clsx";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "@/text/t";
import { Button, type Look } from "./button";

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description: string;
  width?: "narrow" | "wide";
  footer?: ReactNode;
  children?: ReactNode;
};

export function Dialog(props: DialogProps) {
  const { open, onClose, title, description, width = "narrow", footer, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)]" />
        <Radix.Content
          className={clsx(
            "fixed top-1/2 left-1/2 z-40 flex max-h-[min(88dvh,760px)] w-[calc(100vw-24px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-line bg-panel shadow-layer",
            width === "wide" ? "max-w-[760px]" : "max-w-[480px]",
          )}
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
              <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description>
            </div>
            <Radix.Close
              aria-label={t("action.close")}
              className="inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink"
            >
              <X size={18} aria-hidden />
            </Radix.Close>
          </header>
          {children && (
            <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          )}
          {footer && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type ConfirmProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  description: string;
  action: string;
  look?: Look;
  busy?: boolean;
  onConfirm: () => void;
  children?: ReactNode;
};

/// Asks once more before something that can't be taken back; the focus begins at Cancel.
export function Confirm(props: ConfirmProps) {
  const { open, onClose, title, description, action, look = "danger", busy, onConfirm } = props;
  const footer = (
    <>
      <Button onClick={onClose} autoFocus>
        {t("action.cancel")}
      </Button>
      <Button look={look} onClick={onConfirm} busy={busy ?? false}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onClose={onClose} title={title} description={description} footer={footer}>
      {props.children}
    </Dialog>
  );
}
