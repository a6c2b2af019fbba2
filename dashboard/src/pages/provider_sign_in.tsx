// Where the identity provider sends the browser back to: its answer goes to the server, once.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { finishProviderSignIn, sessionQuery } from "@/api/session";
import { buttonLook } from "@/kit/button";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { Entry } from "./entry";
import { takeNext } from "./provider_button";

/// The answer as it stands in the address; its own words are shown only where they are a plain code.
function answerOf(search: string) {
  const found = new URLSearchParams(search);
  const error = found.get("error") ?? "";
  return {
    body: { code: found.get("code") ?? "", state: found.get("state") ?? "" },
    refusal: /^[a-z_]{1,64}$/.test(error) ? error : "",
  };
}

export default function ProviderSignIn() {
  const [answer] = useState(() => answerOf(location.search));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const entering = useQuery({
    queryKey: ["provider-sign-in", answer.body.state],
    queryFn: () => finishProviderSignIn(answer.body),
    enabled: answer.refusal === "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const session = entering.data;
  useEffect(() => {
    if (!session) return;
    queries.setQueryData(sessionQuery.queryKey, session);
    void navigate({ href: takeNext(), replace: true });
  }, [session, queries, navigate]);
  const refusal = answer.refusal && t("provider.refused", { reason: answer.refusal });
  const problem = refusal || entering.error;
  return (
    <Entry title={t("provider.title")} text={problem ? "" : t("provider.text")}>
      <Refusal error={problem} />
      {problem && (
        <Link to="/login" className={buttonLook("secondary")}>
          {t("provider.again")}
        </Link>
      )}
    </Entry>
  );
}
