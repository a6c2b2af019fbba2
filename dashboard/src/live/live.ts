// Live events for pages: which topics are followed, what was heard, how fresh it is. Uses the shared
// worker where there is one; elsewhere each tab has its own connection while it is visible.
import { useEffect, useSyncExternalStore } from "react";
import { apiBase } from "@/api/client";
import type { FromWorker, LiveEvent, LiveStatus, ToWorker } from "./messages";
import { Stream } from "./stream";

type Handler = (event: LiveEvent) => void;

const url = `${location.origin}${apiBase}/events`;
const handlers = new Set<Handler>();
const statusListeners = new Set<() => void>();
const topics = new Map<string, number>();
let status: LiveStatus = { state: "connecting", heardAt: 0 };
let send: ((message: ToWorker) => void) | null = null;

function take(message: FromWorker) {
  if (message.kind === "event") {
    for (const handler of handlers) handler(message.event);
    return;
  }
  status = message.status;
  for (const listener of statusListeners) listener();
}

function openWorker(): (message: ToWorker) => void {
  const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), {
    type: "module",
    name: "fettle-live",
  });
  worker.port.onmessage = (message: MessageEvent<FromWorker>) => take(message.data);
  worker.port.start();
  addEventListener("pagehide", () => worker.port.postMessage({ kind: "close" }));
  addEventListener("pageshow", (event) => event.persisted && sendTopics());
  return (message) => worker.port.postMessage(message);
}

function openHere(): (message: ToWorker) => void {
  let stream: Stream | null = null;
  const listener = {
    onEvent: (event: LiveEvent) => take({ kind: "event", event }),
    onStatus: (next: LiveStatus) => take({ kind: "status", status: next }),
  };
  const follow = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
      return;
    }
    stream ??= new Stream(url, listener);
    stream.follow(topics.keys());
  };
  document.addEventListener("visibilitychange", follow);
  return follow;
}

function sendTopics() {
  send?.({ kind: "open", url, topics: [...topics.keys()] });
}

/// Begins to listen, once someone is signed in.
export function startLive() {
  if (send) return;
  send = typeof SharedWorker === "undefined" ? openHere() : openWorker();
  sendTopics();
}

/// Calls `handle` for every event while the component is there; tabs share what they follow.
export function useLiveEvents(handle: Handler) {
  useEffect(() => {
    handlers.add(handle);
    return () => {
      handlers.delete(handle);
    };
  }, [handle]);
}

/// Asks for events of `topic` (contract/events.yaml) while the component is there.
export function useTopic(topic: string) {
  useEffect(() => {
    topics.set(topic, (topics.get(topic) ?? 0) + 1);
    sendTopics();
    return () => {
      const count = (topics.get(topic) ?? 1) - 1;
      if (count > 0) topics.set(topic, count);
      else topics.delete(topic);
      sendTopics();
    };
  }, [topic]);
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    () => status,
  );
}
