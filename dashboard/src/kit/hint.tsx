// A short text beside what has the pointer or the focus, with its key where there is one.
import { Tooltip } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Key } from "./key";

/// Without a text there is none for now.
type HintProps = { text: string | false | undefined; shortcut?: string | undefined; children: ReactNode };

export function Hint({ text, shortcut, children }: HintProps) {
  const [isWanted, setIsWanted] = useState(false);
  return (
    <Tooltip.Root open={isWanted && Boolean(text)} onOpenChange={setIsWanted}>
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
