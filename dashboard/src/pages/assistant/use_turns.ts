// A conversation with the assistant: what was asked and answered, and the proposal that came last.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { type About, ask, type AssistantMessage, type Proposal } from "@/api/assistant";
import { messageOf } from "@/api/problem";

type Told = {
  messages: AssistantMessage[];
  proposal: Proposal | null;
  /// Why a proposal is not offered.
  refused: Schemas["Diagnostic"][];
  error: string;
  isAsking: boolean;
};

const messagesMax = 40;
const begin: Told = { messages: [], proposal: null, refused: [], error: "", isAsking: false };

export function useTurns(about: About) {
  const [turns, setTurns] = useState<Told>(begin);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const change = (part: Partial<Told>) => setTurns((before) => ({ ...before, ...part }));

  const send = async (question: string, markdown: string) => {
    const asked: AssistantMessage[] = [...turns.messages, { role: "user" as const, content: question }].slice(-messagesMax);
    const control = new AbortController();
    running.current = control;
    let answer = "";
    change({ messages: asked, proposal: null, refused: [], error: "", isAsking: true });
    try {
      await ask(about, { markdown, messages: asked }, control.signal, (heard) => {
        if (heard.kind === "delta") {
          answer += heard.text;
          change({ messages: [...asked, { role: "assistant", content: answer }] });
        } else if (heard.kind === "proposal") change({ proposal: heard.proposal });
        else if (heard.kind === "refused") change({ refused: heard.diagnostics });
        else if (heard.kind === "error") change({ error: heard.detail });
      });
    } catch (error) {
      if (!control.signal.aborted) change({ error: messageOf(error) });
    }
    change({ isAsking: false });
  };
  const stop = useCallback(() => running.current?.abort(), []);
  const discard = () => change({ proposal: null });
  return { ...turns, send, stop, discard };
}

export type Turns = ReturnType<typeof useTurns>;
