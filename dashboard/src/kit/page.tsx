// The frame of a page: its title in the tab and on top, where it stands, what can be done on it.
import { clsx } from "clsx";
import { type ReactNode, useEffect } from "react";

type PageProps = {
  title: string;
  /// A line above the title: where the page belongs.
  above?: ReactNode;
  badge?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /// Fills the height of the window, for pages with parts that scroll on their own.
  full?: boolean;
  children: ReactNode;
};

export function Page(props: PageProps) {
  const { title, above, badge, description, actions, full, children } = props;
  useTitle(title);
  return (
    <div
      className={clsx(
        "mx-auto flex w-full max-w-[1400px] flex-col gap-5 px-4 py-5 sm:px-7",
        full && "max-w-none min-h-0 flex-1",
      )}
    >
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          {above && <div className="mb-1 text-sm text-muted">{above}</div>}
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold break-words">{title}</h1>
            {badge}
          </div>
          {description && <div className="mt-1 max-w-[80ch] text-muted">{description}</div>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function useTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Fettle`;
  }, [title]);
}

type CardProps = {
  title?: string;
  actions?: ReactNode;
  className?: string;
  flush?: boolean;
  children: ReactNode;
};

export function Card({ title, actions, className, flush, children }: CardProps) {
  return (
    <section className={clsx("rounded-card border border-line bg-panel", className)} aria-label={title}>
      {title && (
        <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <h2 className="flex-1 text-lg font-semibold">{title}</h2>
          {actions}
        </header>
      )}
      <div className={flush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}
