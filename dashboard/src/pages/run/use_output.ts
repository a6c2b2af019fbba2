// What a step of a session has written so far, read by ranges: first what there is, then what is new.
import { useEffect, useState } from "react";
import { type OutputRange, readOutput } from "@/api/batches";

export type ShownOutput = {
  text: string;
  leftOut: number;
  removedAt: number | null;
  error: unknown;
  isRead: boolean;
};

const rangeMax = 1_048_576;
const pollEvery = 1_000;
const nothing: ShownOutput = { text: "", leftOut: 0, removedAt: null, error: null, isRead: false };

type Step = Pick<OutputRange, "stage" | "step"> & { session: string; isRunning: boolean };

export function useOutput({ session, stage, step, isRunning }: Step): ShownOutput {
  const [shown, setShown] = useState(nothing);
  useEffect(() => {
    const control = new AbortController();
    let from = 0;
    let text = "";
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readOn = async () => {
      try {
        const part = await readOutput(session, { stage, step, from, length: rangeMax }, control.signal);
        text += part.text;
        setShown({ text, leftOut: part.left_out, removedAt: part.removed_at, error: null, isRead: true });
        const isMore = part.until > from && part.until < part.total;
        from = part.until;
        if (isMore || isRunning) timer = setTimeout(() => void readOn(), isMore ? 0 : pollEvery);
      } catch (error) {
        if (control.signal.aborted) return;
        setShown((before) => ({ ...before, error }));
        if (isRunning) timer = setTimeout(() => void readOn(), 5 * pollEvery);
      }
    };
    setShown(nothing);
    void readOn();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [session, stage, step, isRunning]);
  return shown;
}
