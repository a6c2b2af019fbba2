// Where the identity provider sends the browser back to: its answer goes to the server, once. It signs
// somebody in, or links the account of whoever is signed in.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Schemas } from "@/api/client";
import { finishProviderLink, finishProviderSignIn, type Session, sessionQuery } from "@/api/session";
import { buttonLook } from "@/kit/button";
import { Refusal } from "@/kit/refusal";
import { t } from "@/text/t";
import { Entry } from "./entry";
import { takeTrip } from "./provider_trip";

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
  const [trip] = useState(takeTrip);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const isLink = trip.purpose === "link";
  const finish = async (body: Schemas["ProviderAnswer"]): Promise<Session | null> => {
    if (!isLink) return finishProviderSignIn(body);
    const session = await queries.ensureQueryData(sessionQuery); // it holds what a change has to show
    await finishProviderLink(body);
    return session;
  };
  const entering = useQuery({
    queryKey: ["provider-sign-in", answer.body.state],
    queryFn: () => finish(answer.body),
    enabled: answer.refusal === "",
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const session = entering.data;
  useEffect(() => {
    if (!session) return;
    queries.setQueryData(sessionQuery.queryKey, session);
    void navigate({ href: trip.next, replace: true });
  }, [session, queries, navigate, trip]);
  const refusal = answer.refusal && t("provider.refused", { reason: answer.refusal });
  const problem = refusal || entering.error;
  return (
    <Entry title={t(isLink ? "link.back_title" : "provider.title")} text={problem ? "" : t("provider.text")}>
      <Refusal error={problem} />
      {problem && (
        <Link to={isLink ? "/account" : "/login"} className={buttonLook("secondary")}>
          {t(isLink ? "link.back" : "provider.again")}
        </Link>
      )}
    </Entry>
  );
}
