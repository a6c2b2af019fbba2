// Something of everything in the service, so that each page has content to show.
import { type Api, register } from "./fixtures.ts";

const plan = `---
subject: os
risk_level: medium
---

# Look around

Is everything there?

## Steps

### Step 1: Look

\`\`\`yaml
type: custom_tool
command: uptime
\`\`\`
`;

type Items<T> = { items: T[] };

/// The ids of what was made, by the names that addresses of routes have for them.
export async function makeSomething(api: Api): Promise<Record<string, string>> {
  await register(api, ["web-1"]);
  const [server] = (await api.get<Items<{ id: string }>>("/servers?q=web-1")).items;
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan });
  const [project] = (await api.get<Items<{ id: string }>>("/trees?type=troubleshooting")).items;
  const [recipe] = (await api.get<Items<{ id: string }>>("/recipes")).items;
  const schedule = await api.post<{ id: string }>("/schedules", {
    plan_id: flow.id, targets: [{ label: "web-1" }], cron_expression: "0 3 * * TUE#2", timezone: "America/New_York",
  });
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", {
    tree_id: flow.id, targets: [{ label: "RDS-01" }, { label: "web-1" }], manual_confirmed: true,
  });
  const [session] = (await api.get<Items<{ session_id: string }>>(`/batches/${batch.batch_id}/sessions`)).items;
  for (const of of [{ tree_id: flow.id, targets: [{ label: "web-1" }] }, { schedule_id: schedule.id }]) {
    await api.post("/triggers", { name: `program ${Object.keys(of)[0]}`, ...of });
  }
  await api.post("/target-lists", { name: "Both", text: "RDS-01\nweb-1\n" });
  await api.post("/invitations", { email: "guest@example.com", role: "viewer" });
  await api.post("/tokens", { name: "scripts", scopes: ["read"], expires_at: Date.now() + 86_400_000 });
  return {
    flowId: flow.id, projectId: project!.id, recipeId: recipe!.id, scheduleId: schedule.id, batchId: batch.batch_id,
    sessionId: session!.session_id, serverId: server!.id,
  };
}
