// A machine in short: how it is reached, what may run on it.
import type { ServerHead } from "@/api/servers";
import { Badge, type Tone } from "@/kit/badge";
import { t, type TextKey } from "@/text/t";

type Reached = Pick<ServerHead, "name" | "address" | "port" | "user" | "transport">;

export function addressOf(server: Reached): string {
  if (server.transport === "manual") return t("step.by_hand");
  if (server.transport === "local") return t("servers.local");
  const user = server.user ? `${server.user}@` : "";
  return `${user}${server.address || server.name}${server.port ? `:${server.port}` : ""}`;
}

const tones: Record<string, Tone> = { live: "ok", shadow: "waiting", audit: "neutral" };

export function ModeBadge({ mode }: { mode: string }) {
  return <Badge tone={tones[mode] ?? "neutral"}>{t(`mode.${mode}` as TextKey)}</Badge>;
}
