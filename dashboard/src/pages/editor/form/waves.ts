// Which targets go together under a strategy, for a picture of it. The server's rollout decides what
// really happens; this shows the same for targets that all succeed.
import { isMapping, type Value, valueAt } from "@/flow_text/value";

export type Wave = { name: string; count: number; soakMinutes: number; isGated: boolean };

const standardRings = [["canary", 10], ["pilot", 30], ["broad", 100]] as const;

const numberOf = (value: Value | undefined, otherwise: number): number =>
  typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : otherwise;

/// The waves of `count` targets; empty where the strategy is none.
export function wavesOf(strategy: string, config: Value | undefined, count: number): Wave[] {
  const plain = (name: string, size: number): Wave => ({ name, count: size, soakMinutes: 0, isGated: false });
  if (strategy === "rolling") return Array.from({ length: count }, (_, index) => plain(String(index + 1), 1));
  if (strategy === "parallel") return [plain("", count)];
  if (strategy === "parallel_batched") {
    const size = Math.max(1, numberOf(valueAt(config ?? null, ["batch_size"]), 5));
    return Array.from({ length: Math.ceil(count / size) }, (_, index) =>
      plain(String(index + 1), Math.min(size, count - index * size)));
  }
  return strategy === "rings" ? ringsOf(valueAt(config ?? null, ["rings"]), count) : [];
}

/// Sizes are rounded up, and each ring takes at least one target while any remain.
function ringsOf(value: Value | undefined, count: number): Wave[] {
  const rings = Array.isArray(value) && value.length > 0 ? value
    : standardRings.map(([name, percent]): Value => ({ name, percent: String(percent) }));
  let taken = 0;
  return rings.map((ring) => {
    const of = isMapping(ring) ? ring : {};
    const end = Math.ceil((count * Math.min(100, numberOf(of.percent, 0))) / 100);
    const size = Math.min(count - taken, Math.max(end - taken, 1));
    taken += size;
    return {
      name: typeof of.name === "string" ? of.name : "",
      count: size,
      soakMinutes: numberOf(of.soak_minutes, 0),
      isGated: of.approval_between === "true",
    };
  });
}
