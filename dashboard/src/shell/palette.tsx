// Everything by name: pages and flows. Opens with Ctrl K.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { goTo } from "@/app/shortcuts";
import { flowPath, flowSearchQuery } from "@/api/flows";
import { TypeIcon } from "@/kit/badge";
import { Key } from "@/kit/key";
import { t } from "@/text/t";

const item =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 data-[selected=true]:bg-sunken";

export default function Palette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [text, setText] = useState("");
  const navigate = useNavigate();
  const flows = useQuery({ ...flowSearchQuery(text), enabled: open });
  const go = (to: string) => {
    onClose();
    setText("");
    void navigate({ href: to });
  };
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.45)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-40 w-[calc(100vw-24px)] max-w-[560px] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-panel shadow-layer"
        >
          <Dialog.Title className="sr-only">{t("keys.palette")}</Dialog.Title>
          <Command label={t("keys.palette")}>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={t("palette.placeholder")}
              className="h-12 w-full border-b border-line bg-transparent px-4 outline-none"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-muted">
                {t("palette.nothing", { text })}
              </Command.Empty>
              {(flows.data?.length ?? 0) > 0 && (
                <Command.Group
                  heading={t("palette.flows")}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
                >
                  {flows.data?.map((flow) => (
                    <Command.Item
                      key={flow.id}
                      value={`${flow.name} ${flow.id}`}
                      onSelect={() => go(flowPath(flow))}
                      className={item}
                    >
                      <TypeIcon type={flow.tree_type} />
                      <span className="min-w-0 flex-1 truncate">{flow.name}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              <Command.Group
                heading={t("palette.pages")}
                className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
              >
                {goTo.map((page) => (
                  <Command.Item
                    key={page.to}
                    value={t(page.text)}
                    onSelect={() => go(page.to)}
                    className={item}
                  >
                    <span className="flex-1">{t(page.text)}</span>
                    <Key>{page.keys}</Key>
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
