// Stands between browser and service and passes everything on as it is. Counts the streams of events that
// are open, and can give a stream events of its own instead, as of a fleet that no test machine holds.
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";

export type Told = { kind: string; topic: string; subject: string; session_id: string; body: Record<string, unknown> };

export class Between {
  readonly streams = new Set<ServerResponse>();
  /// Nothing of the service's events reaches the pages: tell() does.
  isScripted = false;
  #server: Server;
  #behind: URL;
  #sequence = 0;

  private constructor(behind: string) {
    this.#behind = new URL(behind);
    this.#server = createServer((asked, answer) => this.#pass(asked, answer));
  }

  static async start(behind: string): Promise<Between> {
    const between = new Between(behind);
    await new Promise<void>((resolve) => between.#server.listen(0, "127.0.0.1", resolve));
    return between;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  }

  /// To all streams, as one message.
  tell(changes: Told[]) {
    const at = Date.now();
    const data = changes.map((change) => ({ sequence: ++this.#sequence, at, ...change }));
    for (const stream of this.streams) this.#say(stream, "changes", data);
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #pass(asked: IncomingMessage, answer: ServerResponse) {
    if (asked.url?.startsWith("/api/v1/events")) {
      this.streams.add(answer);
      answer.once("close", () => this.streams.delete(answer));
      if (this.isScripted) return this.#begin(answer);
    }
    const { hostname, port } = this.#behind;
    const onward = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    onward.once("error", () => answer.destroy());
    answer.once("close", () => onward.destroy());
    asked.pipe(onward);
  }

  #begin(stream: ServerResponse) {
    stream.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    this.#say(stream, "hello", { build: "", server_time: Date.now(), heartbeat_seconds: 15 });
  }

  #say(stream: ServerResponse, event: string, data: unknown) {
    stream.write(`event: ${event}\nid: ${this.#sequence}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
