// Hosts in one line of names, and many of them as counts: what a dialog shows of three and of 10,000.
import { Names } from "@/kit/names";
import { countOf } from "@/kit/states";

const namedMax = 12;

export function NamedHosts({ names }: { names: string[] }) {
  return (
    <p>
      <Names of={names} max={namedMax} />
    </p>
  );
}

export function StateCounts({ states }: { states: string[] }) {
  const counts = new Map<string, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = [...counts].map(([state, count]) => countOf(state, count));
  return <p className="text-muted">{parts.join(" · ")}</p>;
}
