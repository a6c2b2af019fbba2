// A model for the assistant: a real server on loopback that answers each question as its script says,
// piece by piece, and waits with the next piece until the test lets it go.
import { createServer, type Server, type ServerResponse } from "node:http";

/// A status instead of an answer, or pieces of text; `wait` is held until release(), `breakOff` ends it
/// before its end.
export type Script = number | (string | typeof wait | typeof breakOff)[];
export const wait = Symbol("wait");
export const breakOff = Symbol("break off");

export class Model {
  readonly asked: string[] = [];
  readonly script: Script[] = [];
  #server: Server;
  #letGo: (() => void) | null = null;
  #released = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (bytes: Buffer) => (body += bytes.toString()));
      request.on("end", () => {
        this.asked.push(body);
        void this.#answer(response);
      });
    });
  }

  static async start(): Promise<Model> {
    const model = new Model();
    await new Promise<void>((resolve) => model.#server.listen(0, "127.0.0.1", resolve));
    return model;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/v1`;
  }

  /// Lets one `wait` go, also one that is yet to come.
  release() {
    this.#released += 1;
    this.#letGo?.();
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(response: ServerResponse) {
    const script = this.script.shift() ?? 500;
    if (typeof script === "number") {
      response.writeHead(script, { "Content-Type": "application/json" });
      response.end(JSON.stringify({ error: { message: "too many questions this minute" } }));
      return;
    }
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    for (const piece of script) {
      if (piece === breakOff) return response.end();
      if (piece === wait) await this.#untilReleased();
      else response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: piece } }] })}\n\n`);
    }
    response.end("data: [DONE]\n\n");
  }

  async #untilReleased() {
    while (this.#released === 0) await new Promise<void>((resolve) => (this.#letGo = resolve));
    this.#released -= 1;
  }
}
