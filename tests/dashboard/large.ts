// What is large: a fleet, a batch, an output. Made through the API like everything else.
import { type Api, expect, register } from "./fixtures.ts";

export async function importServers(api: Api, count: number) {
  const rows = Array.from({ length: count }, (_, at) => `app-${at},192.0.2.1,app`);
  const body = { format: "csv", text: ["name,address,role", ...rows, ""].join("\n") };
  const { digest } = await api.post<{ digest: string }>("/servers/import", body);
  await api.post("/servers/import", { ...body, apply: true, digest });
}

type Launched = { flow: string; batch: string };

const plan = (title: string, front: string, step: string[]) =>
  ["---", "subject: os", "risk_level: low", front, "---", "", `# ${title}`, "", "## Steps", "", "### Step 1: Do it", "", "```yaml", ...step, "```", ""].join("\n");

/// A batch of so many targets, each of which waits for a person.
export async function launchByHand(api: Api, count: number): Promise<Launched> {
  const rings = "strategy: rings\nstrategy_config:\n  rings:\n    - {name: canary, percent: 10}\n    - {name: pilot, percent: 40}\n    - {name: broad, percent: 100}";
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan("A large fleet", rings, ["type: task", "kind: action"]) });
  const targets = Array.from({ length: count }, (_, at) => ({ label: `host-${String(at).padStart(5, "0")}` }));
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", { tree_id: flow.id, targets, manual_confirmed: true });
  return { flow: flow.id, batch: batch.batch_id };
}

/// A finished batch whose only target has written so many lines, each of ten bytes.
export async function writeLines(api: Api, host: string, count: number): Promise<Launched & { session: string }> {
  await register(api, [host]);
  const step = ["type: custom_tool", `command: seq -f '%06g ok' ${count}`, "requires_approval: false"];
  const flow = await api.post<{ id: string }>("/trees", { markdown: plan("Much to read", "strategy: parallel", step) });
  const batch = await api.post<{ batch_id: string }>("/sessions/batch", { tree_id: flow.id, targets: [{ label: host }] });
  const read = () => api.get<{ status: string }>(`/batches/${batch.batch_id}`);
  await expect.poll(async () => (await read()).status, { timeout: 60_000 }).toBe("completed");
  const sessions = await api.get<{ items: { session_id: string }[] }>(`/batches/${batch.batch_id}/sessions`);
  return { flow: flow.id, batch: batch.batch_id, session: sessions.items[0]!.session_id };
}
