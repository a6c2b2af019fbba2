// The frame of the pages for those who are not signed in yet.
import type { FormEvent, ReactNode } from "react";
import { useTitle } from "@/kit/page";

type EntryProps = {
  title: string;
  text: string;
  onSubmit?: () => void;
  children?: ReactNode;
};

export function Entry({ title, text, onSubmit, children }: EntryProps) {
  useTitle(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  return (
    <main className="flex min-h-dvh items-start justify-center px-4 pt-[12vh] pb-10">
      <div className="w-full max-w-[400px]">
        <p className="mb-6 flex items-center gap-2.5 text-lg font-semibold tracking-tight">
          <img src="favicon.svg" alt="" className="size-7" />
          Fettle
        </p>
        <form
          onSubmit={submit}
          noValidate
          className="flex flex-col gap-4 rounded-card border border-line bg-panel p-6"
        >
          <div>
            <h1 className="text-xl font-semibold">{title}</h1>
            <p className="mt-1 text-muted">{text}</p>
          </div>
          {children}
        </form>
      </div>
    </main>
  );
}

/// Of a one-time link: it stands behind `#`, so that no server and no proxy ever logs it.
export const linkToken = () => location.hash.slice(1);
