// A menu that opens from a button. Not modal: a modal one would hide the page from assistive technology
// while its controls can still be focused.
import { DropdownMenu } from "radix-ui";
import { clsx } from "clsx";
import type { ReactNode } from "react";

type MenuProps = { trigger: ReactNode; align?: "start" | "end"; children: ReactNode };

export function Menu({ trigger, align = "end", children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="appear z-40 min-w-48 rounded-card border border-line bg-panel p-1 shadow-layer"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type ItemProps = {
  icon?: ReactNode;
  dangerous?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuItem({ icon, dangerous, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className={clsx(
        "flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2.5 py-1 outline-none data-[highlighted]:bg-sunken",
        dangerous ? "text-failed" : "text-ink",
      )}
    >
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}

/// What a menu says where it has nothing to choose; a menu without entries is none to assistive technology.
export function MenuNote({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Item disabled className="px-2.5 pb-2 text-muted outline-none">
      {children}
    </DropdownMenu.Item>
  );
}

type RadioProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
};

export function MenuRadio({ label, value, onChange, options }: RadioProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-xs font-medium text-muted">
        {label}
      </DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          value={option.value}
          onSelect={(event) => event.preventDefault()}
          className="flex min-h-8 cursor-pointer items-center gap-2 rounded-control px-2.5 outline-none data-[highlighted]:bg-sunken"
        >
          <span className="inline-flex w-4 justify-center text-accent">
            <DropdownMenu.ItemIndicator>●</DropdownMenu.ItemIndicator>
          </span>
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}
