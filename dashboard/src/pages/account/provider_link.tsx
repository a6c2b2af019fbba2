// One's account and the identity provider's: linked, so that it signs in the same person, and unlinked.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { profileQuery } from "@/api/people";
import { beginProviderLink, removeProviderLink, signInOptionsQuery } from "@/api/session";
import { Card } from "@/kit/page";
import { useToast } from "@/kit/toast";
import { t } from "@/text/t";
import { goToProvider } from "../provider_trip";
import { WithPassword } from "./with_password";

/// Nothing where there is no provider.
export function ProviderLink() {
  const name = useQuery(signInOptionsQuery).data?.provider;
  const profile = useQuery(profileQuery).data;
  const queries = useQueryClient();
  const toast = useToast();
  if (!name || !profile) return null;
  if (!profile.is_linked) {
    return (
      <Card title={t("link.title", { name })}>
        <p className="mb-3 text-muted">{t("link.off", { name })}</p>
        <WithPassword
          key="link"
          action={t("link.action", { name })}
          ask={beginProviderLink}
          onDone={({ url }) => goToProvider(url, { purpose: "link", next: "/account" })}
        />
      </Card>
    );
  }
  return (
    <Card title={t("link.title", { name })}>
      <p className="mb-3 flex items-center gap-2">
        <Link2 size={17} className="shrink-0 text-ok" aria-hidden />
        {t("link.on", { name })}
      </p>
      <WithPassword
        key="unlink"
        action={t("link.removal")}
        ask={removeProviderLink}
        onDone={() => {
          void queries.invalidateQueries({ queryKey: ["people"] });
          toast.done(t("link.removed"));
        }}
      />
    </Card>
  );
}
