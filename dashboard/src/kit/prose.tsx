// Free text of a flow: its beginning, and the rest when asked for. Text, never HTML: marks of markdown
// are left out, not carried out.
import { clsx } from "clsx";
import { useState } from "react";
import { t } from "@/text/t";

const longerThan = 240;

export function Prose({ text }: { text: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const plain = text.replace(/\*\*(.+?)\*\*/g, "$1").replace(/`([^`]+)`/g, "$1");
  if (plain.length <= longerThan) return <p className="break-words whitespace-pre-line">{plain}</p>;
  return (
    <>
      <p className={clsx("break-words whitespace-pre-line", !isOpen && "line-clamp-2")}>{plain}</p>
      <button type="button" aria-expanded={isOpen} className="min-h-6 text-sm underline" onClick={() => setIsOpen(!isOpen)}>
        {isOpen ? t("prose.less") : t("prose.more")}
      </button>
    </>
  );
}
