// The connection to the server's event stream: opened anew when it is silent or broken, with the
// number of what was heard last, so that the server repeats what was missed. Runs in the shared
// worker, or in the page where there is none.
import type { LiveEvent, LiveStatus } from "./messages";
import { readStream, type SseMessage } from "./sse";

const silenceMax = 35_000; // the server says something every 15 s
const delayMin = 1_000;
const delayMax = 30_000;

type Listener = { onEvent: (event: LiveEvent) => void; onStatus: (status: LiveStatus) => void };

export class Stream {
  #url: string;
  #listener: Listener;
  #topics = "";
  #lastId = "";
  #delay = delayMin;
  #status: LiveStatus = { state: "connecting", heardAt: 0 };
  #current: AbortController | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval>;

  constructor(url: string, listener: Listener) {
    this.#url = url;
    this.#listener = listener;
    this.#watch = setInterval(() => this.#checkSilence(), 5_000);
  }

  get status(): LiveStatus {
    return this.#status;
  }

  /// Connects anew where the topics are others than before.
  follow(topics: Iterable<string>) {
    const wanted = [...new Set(topics)].sort().join(",");
    if (wanted === this.#topics) return;
    this.#topics = wanted;
    void this.#connect();
  }

  close() {
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    this.#current?.abort();
  }

  async #connect() {
    clearTimeout(this.#retry);
    this.#current?.abort();
    if (!this.#topics) return;
    const current = new AbortController();
    this.#current = current;
    try {
      const address = `${this.#url}?topics=${encodeURIComponent(this.#topics)}&coalesce=true`;
      const headers: HeadersInit = { Accept: "text/event-stream" };
      if (this.#lastId) headers["Last-Event-ID"] = this.#lastId;
      const response = await fetch(address, { headers, signal: current.signal, cache: "no-store" });
      if (response.ok) {
        this.#delay = delayMin;
        await readStream(response, {
          onHeard: () => this.#say("live"),
          onMessage: (message) => this.#take(message),
        });
      }
    } catch {
      // Broken or aborted; either way it is opened again below, unless another has taken its place.
    }
    if (this.#current === current) this.#reconnectLater();
  }

  #reconnectLater() {
    if (this.#status.state !== "stale") this.#say("connecting");
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), this.#delay * (0.75 + Math.random() / 2));
    this.#delay = Math.min(this.#delay * 2, delayMax);
  }

  #take(message: SseMessage) {
    if (message.id) this.#lastId = message.id;
    if (message.type === "resync") return this.#listener.onEvent({ kind: "resync" });
    let data: unknown;
    try {
      data = JSON.parse(message.data);
    } catch {
      return; // nothing that a page could use
    }
    if (message.type === "hello") {
      this.#listener.onEvent({ kind: "hello", build: (data as { build: string }).build });
    } else if (message.type === "changes" && Array.isArray(data)) {
      this.#listener.onEvent({ kind: "changes", changes: data });
    }
  }

  #say(state: LiveStatus["state"]) {
    const heardAt = state === "live" ? Date.now() : this.#status.heardAt;
    const changed = state !== this.#status.state || heardAt - this.#status.heardAt > 1_000;
    this.#status = { state, heardAt };
    if (changed) this.#listener.onStatus(this.#status);
  }

  #checkSilence() {
    if (!this.#topics || this.#status.heardAt === 0) return;
    if (Date.now() - this.#status.heardAt < silenceMax) return;
    this.#say("stale");
    void this.#connect();
  }
}
