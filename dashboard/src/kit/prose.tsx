// Free text of a flow: its beginning, and the rest when asked for.
import { clsx } from "clsx";
import { useState } from "react";
import { t } from "@/text/t";
import { Inline, unbroken } from "./inline";

const longerThan = 240;

export function Prose({ text: written }: { text: string }) {
  const text = unbroken(written);
  const [isOpen, setIsOpen] = useState(false);
  if (text.length <= longerThan) {
    return (
      <p className="break-words whitespace-pre-line">
        <Inline text={text} />
      </p>
    );
  }
  return (
    <>
      <p className={clsx("break-words whitespace-pre-line", !isOpen && "line-clamp-2")}>
        <Inline text={text} />
      </p>
      <button type="button" aria-expanded={isOpen} className="min-h-6 text-sm underline" onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? t("prose.less") : t("prose.more")}
      </button>
    </>
  );
}
