// Imports from PSA and RMM products come later; a file with names can be taken now.
import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/kit/button";
import { t } from "@/text/t";
import { namesOf } from "./csv_names";

const bytesMax = 1_048_576;
const products = ["ConnectWise PSA", "ConnectWise RMM", "Datto RMM", "Kaseya VSA", "NinjaOne", "N-able"];

export function ImportTab({ onText }: { onText: (text: string) => void }) {
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState("");
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > bytesMax) {
      setProblem(t("launch.file_too_big"));
      return;
    }
    const names = namesOf(await chosen.text());
    if (names) onText(names);
    else setProblem(t("launch.file_empty"));
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        <strong className="font-semibold">{t("launch.import_soon")}</strong>{" "}
        {t("launch.import_text", { products: products.join(", ") })}
      </p>
      <input
        ref={file}
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        className="sr-only"
        tabIndex={-1}
        aria-label={t("launch.import_file")}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Button icon={<FileUp size={15} aria-hidden />} onClick={() => file.current?.click()}>
        {t("launch.import_file")}
      </Button>
      {problem && (
        <p role="alert" className="text-failed">
          {problem}
        </p>
      )}
    </div>
  );
}
