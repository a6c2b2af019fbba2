// An instant in the viewer's zone, the whole of it on hover.
import { useEffect, useState } from "react";
import { ago, dateTime, fullInstant } from "@/text/time";

export function Instant({ at, zone }: { at: number; zone?: string }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullInstant(at, zone)} className="whitespace-nowrap">
      {dateTime(at, zone)}
    </time>
  );
}

/// How long ago, kept true while it is shown.
export function Ago({ at }: { at: number }) {
  const now = useNow(15_000);
  return (
    <time dateTime={new Date(at).toISOString()} title={fullInstant(at)} className="whitespace-nowrap">
      {ago(at, now)}
    </time>
  );
}

export function useNow(every: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
