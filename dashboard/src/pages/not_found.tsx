import { SearchX } from "lucide-react";
import { ButtonLink } from "@/kit/button";
import { Empty } from "@/kit/answer";
import { Page } from "@/kit/page";
import { t } from "@/text/t";

export function NotFound() {
  return (
    <Page title={t("not_found.title")}>
      <Empty icon={<SearchX size={28} aria-hidden />} title={t("not_found.head")} text={t("not_found.text")}>
        <ButtonLink to="/" look="primary">
          {t("nav.overview")}
        </ButtonLink>
      </Empty>
    </Page>
  );
}
