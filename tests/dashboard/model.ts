// A model that answers as its script says, over the chat interface that many providers share.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export class Model {
  /// What it was asked, in order: the bodies of the requests.
  readonly asked: string[] = [];
  url = "";
  #server: Server;

  private constructor(answers: string[][]) {
    this.#server = createServer((request, response) => {
      let body = "";
      request.on("data", (bytes) => (body += bytes));
      request.on("end", () => {
        this.asked.push(body);
        response.writeHead(200, { "Content-Type": "text/event-stream" });
        for (const content of answers.shift() ?? []) {
          response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
        }
        response.end("data: [DONE]\n\n");
      });
    });
  }

  /// One answer for each question, in the pieces in which it is sent.
  static async start(answers: string[][]): Promise<Model> {
    const model = new Model(answers);
    await new Promise<void>((resolve) => model.#server.listen(0, "127.0.0.1", resolve));
    model.url = `http://127.0.0.1:${(model.#server.address() as AddressInfo).port}/v1`;
    return model;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
