// A short text beside what has the pointer or the focus, with its key where there is one.
import { Tooltip } from "radix-ui";
import type { ReactNode } from "react";
import { Key } from "./key";

type HintProps = { text: string; shortcut?: string | undefined; children: ReactNode };

export function Hint({ text, shortcut, children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 flex max-w-80 items-center gap-2 rounded-control border border-line bg-panel px-2.5 py-1.5 text-sm text-ink shadow-layer"
        >
          {text}
          {shortcut && <Key>{shortcut}</Key>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
