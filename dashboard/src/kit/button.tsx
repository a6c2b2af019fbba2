// Buttons and links that look like them. A button that can't be used stays focusable and says why.
import { Link, type LinkProps } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Hint } from "./hint";

export type Look = "primary" | "secondary" | "ghost" | "danger";

const looks: Record<Look, string> = {
  primary:
    "bg-accent-fill text-on-accent border-accent-edge font-semibold hover:brightness-105 active:brightness-95",
  secondary: "bg-panel text-ink border-control hover:bg-sunken",
  ghost: "bg-transparent text-ink border-transparent hover:bg-sunken",
  danger: "bg-panel text-failed border-failed font-semibold hover:bg-failed-soft",
};

export function buttonLook(look: Look, className?: string): string {
  return clsx(
    "inline-flex min-h-8 shrink-0 items-center justify-center gap-1.5 rounded-control border px-3 py-1",
    "text-base whitespace-nowrap select-none",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    looks[look],
    className,
  );
}

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> & {
  look?: Look;
  icon?: ReactNode;
  /// A sentence: the button does nothing and says this.
  blocked?: string | false | undefined;
  /// The request is on its way: a second press does nothing.
  busy?: boolean;
};

export function Button(props: ButtonProps) {
  const { look = "secondary", icon, blocked, busy = false, className, children, onClick, ...rest } = props;
  const stopped = busy || Boolean(blocked);
  const button = (
    <button
      type="button"
      {...rest}
      className={buttonLook(look, className)}
      aria-disabled={stopped || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => (stopped ? event.preventDefault() : onClick?.(event))}
    >
      {icon}
      {children}
    </button>
  );
  // One that is blocked at times is the same element all the time, so that it keeps the focus.
  return "blocked" in props ? <Hint text={blocked}>{button}</Hint> : button;
}

type ButtonLinkProps = {
  to: string;
  search?: Record<string, unknown>;
  look?: Look;
  icon?: ReactNode;
  children: ReactNode;
};

export function ButtonLink({ to, search, look = "secondary", icon, children }: ButtonLinkProps) {
  return (
    <Link {...({ to, search } as LinkProps)} className={buttonLook(look)}>
      {icon}
      {children}
    </Link>
  );
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> & {
  label: string;
  shortcut?: string;
  children: ReactNode;
};

export function IconButton({ label, shortcut, className, children, ...rest }: IconButtonProps) {
  return (
    <Hint text={label} shortcut={shortcut}>
      <button
        type="button"
        aria-label={label}
        className={clsx(
          "relative inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-ink",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Hint>
  );
}
