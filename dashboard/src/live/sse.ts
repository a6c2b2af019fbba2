// Reads a stream of server-sent events from an answer's body. The browser's own EventSource hides
// comments, and the server's heartbeat is one: without it silence could not be told from a dead link.

export type SseMessage = { type: string; id: string; data: string };

type Handlers = { onHeard: () => void; onMessage: (message: SseMessage) => void };

/// Takes the text in pieces as they come; a message is told when its blank line has come.
export class SseParser {
  #rest = "";
  #message: SseMessage = { type: "message", id: "", data: "" };
  #handlers: Handlers;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
  }

  take(text: string) {
    this.#handlers.onHeard();
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line.endsWith("\r") ? line.slice(0, -1) : line);
  }

  #line(line: string) {
    if (line === "") {
      if (this.#message.data || this.#message.type !== "message") this.#handlers.onMessage(this.#message);
      this.#message = { type: "message", id: "", data: "" };
      return;
    }
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "event") this.#message.type = value;
    else if (name === "id") this.#message.id = value;
    else if (name === "data") {
      this.#message.data = this.#message.data ? `${this.#message.data}\n${value}` : value;
    }
  }
}

/// Ends when the stream ends or breaks, or is aborted.
export async function readStream(response: Response, handlers: Handlers): Promise<void> {
  const parser = new SseParser(handlers);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    parser.take(value);
  }
}
