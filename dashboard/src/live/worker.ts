// One connection for all tabs: with one each, the seventh tab would never load over HTTP/1.1.
import type { FromWorker, ToWorker } from "./messages";
import { Stream } from "./stream";

const ports = new Map<MessagePort, string[]>();
let stream: Stream | null = null;

function tellAll(message: FromWorker) {
  for (const port of ports.keys()) port.postMessage(message);
}

function follow() {
  stream?.follow([...ports.values()].flat());
}

function take(port: MessagePort, message: ToWorker) {
  if (message.kind === "close") {
    ports.delete(port);
  } else {
    ports.set(port, message.topics);
    stream ??= new Stream(message.url, {
      onEvent: (event) => tellAll({ kind: "event", event }),
      onStatus: (status) => tellAll({ kind: "status", status }),
    });
    port.postMessage({ kind: "status", status: stream.status } satisfies FromWorker);
  }
  follow();
}

self.addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (!port) return;
  port.onmessage = (message: MessageEvent<ToWorker>) => take(port, message.data);
});
