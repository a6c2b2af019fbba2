// The connection to the server's event stream: opened anew when it is silent or broken, with what was
// heard last, so that the server repeats what was missed. Runs in the shared worker, or in the page
// where there is none.
import type { LiveEvent, LiveStatus } from "./messages";

const silenceMax = 35_000; // the server says something every 15 s
const delayMin = 1_000;
const delayMax = 30_000;

type Listener = { onEvent: (event: LiveEvent) => void; onStatus: (status: LiveStatus) => void };

export class Stream {
  #url: string;
  #listener: Listener;
  #topics = "";
  #source: EventSource | null = null;
  #lastId = "";
  #delay = delayMin;
  #status: LiveStatus = { state: "connecting", heardAt: 0 };
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

  /// Reconnects where the topics are others than before.
  follow(topics: Iterable<string>) {
    const wanted = [...new Set(topics)].sort().join(",");
    if (wanted === this.#topics) return;
    this.#topics = wanted;
    this.#connect();
  }

  close() {
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  #connect() {
    clearTimeout(this.#retry);
    this.#source?.close();
    if (!this.#topics) return;
    const address = new URL(this.#url);
    address.searchParams.set("topics", this.#topics);
    if (this.#lastId) address.searchParams.set("last_event_id", this.#lastId);
    const source = new EventSource(address);
    this.#source = source;
    source.onopen = () => {
      this.#delay = delayMin;
      this.#say("live");
    };
    source.onmessage = (message) => this.#take("message", message);
    for (const type of ["hello", "resync", "ping", "change"]) {
      source.addEventListener(type, (message) => this.#take(type, message as MessageEvent<string>));
    }
    source.onerror = () => this.#reconnectLater();
  }

  // The browser's own retry has no back-off, and gives up after some answers.
  #reconnectLater() {
    this.#source?.close();
    this.#source = null;
    this.#say(this.#status.state === "stale" ? "stale" : "connecting");
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), this.#delay * (0.75 + Math.random() / 2));
    this.#delay = Math.min(this.#delay * 2, delayMax);
  }

  #take(type: string, message: MessageEvent<string>) {
    if (message.lastEventId) this.#lastId = message.lastEventId;
    this.#say("live");
    let data: unknown;
    try {
      data = JSON.parse(message.data);
    } catch {
      return; // nothing that a page could use
    }
    const topic = (data as { topic?: string } | null)?.topic ?? "";
    this.#listener.onEvent({ topic, type, id: message.lastEventId, data });
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
    if (this.#source) this.#reconnectLater();
  }
}
