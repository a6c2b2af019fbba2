// What this is, and whose work it contains.
import { useQuery } from "@tanstack/react-query";
import { Answer } from "@/kit/answer";
import { Card } from "@/kit/page";
import { t } from "@/text/t";

const noticesQuery = {
  queryKey: ["notices"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => {
    const response = await fetch(new URL("licences.txt", document.baseURI));
    if (!response.ok) throw new Error(t("about.no_notices"));
    return response.text();
  },
};

export function About() {
  const notices = useQuery(noticesQuery);
  return (
    <div className="flex flex-col gap-5">
      <Card title="Fettle">
        <p>{t("about.text")}</p>
      </Card>
      <Card title={t("about.notices")}>
        <Answer query={notices}>
          {(text) => (
            <pre className="max-h-[60vh] overflow-auto break-words whitespace-pre-wrap" tabIndex={0}>
              {text}
            </pre>
          )}
        </Answer>
      </Card>
    </div>
  );
}
