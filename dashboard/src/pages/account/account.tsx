// One's own account, the people of the team, API tokens, secrets and the record of who did what.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useSession } from "@/api/session";
import { Page } from "@/kit/page";
import { Tabs } from "@/kit/tabs";
import { t, type TextKey } from "@/text/t";
import { About } from "./about";
import { AssistantSettings } from "./assistant_settings";
import { Audit } from "./audit";
import { Channels } from "./channels";
import { Own } from "./own";
import { People } from "./people";
import { Secrets } from "./secrets";
import { Tokens } from "./tokens";

const sections = { own: Own, people: People, tokens: Tokens, secrets: Secrets, channels: Channels, assistant: AssistantSettings, audit: Audit, about: About };

export default function Account() {
  const session = useSession();
  const { section } = useSearch({ from: "/shell/account" });
  const navigate = useNavigate({ from: "/account" });
  const current = section !== undefined && section in sections ? section : "own";
  return (
    <Page title={t("nav.account")} description={session && `${session.user.name} · ${session.team.name}`}>
      <Tabs
        value={current}
        onChange={(next) => void navigate({ search: { section: next === "own" ? undefined : next }, replace: true })}
        label={t("nav.account")}
        tabs={Object.entries(sections).map(([value, Section]) => ({
          value,
          label: t(`account.${value}` as TextKey),
          content: <Section />,
        }))}
      />
    </Page>
  );
}
