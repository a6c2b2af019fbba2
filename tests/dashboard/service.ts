// `fettle serve` for one file of tests: a folder of its own, a free port, a fresh database. The
// set-up link is the one that the program prints.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Fleet } from "./fleet.ts";

const binary =
  process.env.FETTLE_BINARY ?? join(import.meta.dirname, "../../build/dev/bin/fettle");
const startTime = 20_000;

export class Service {
  readonly folder = mkdtempSync(join(tmpdir(), "fettle-dashboard-"));
  fleet!: Fleet;
  url = "";
  setUpLink = "";
  #port = 0;
  #options: string[] = [];
  #process: ChildProcess | null = null;
  #said = "";

  /// `options` are more settings of the program.
  static async start(size = 3, options: string[] = []): Promise<Service> {
    const service = new Service();
    service.#options = options;
    writeFileSync(join(service.folder, "key"), randomBytes(32).toString("base64"), { mode: 0o600 });
    service.fleet = await Fleet.start(service.folder, size);
    service.#port = await freePort();
    await service.begin();
    return service;
  }

  /// Starts the program, again after end() too: on the same database and port.
  async begin() {
    this.#said = "";
    this.#process = spawn(
      binary,
      [
        "serve",
        "--listen", `127.0.0.1:${this.#port}`,
        "--database", `sqlite:${join(this.folder, "service.db")}`,
        "--master-key", join(this.folder, "key"),
        "--known-hosts", this.fleet.knownHosts,
        "--ssh-config", this.fleet.configuration,
        "--allow-outgoing", "127.0.0.1,::1", // where the tests have models and providers
        ...this.#options,
      ],
      { env: { PATH: process.env.PATH, HOME: this.folder } },
    );
    const hear = (bytes: Buffer) => (this.#said += bytes.toString());
    this.#process.stdout?.on("data", hear);
    this.#process.stderr?.on("data", hear);
    await this.#until(/Fettle listens on (\S+)/, (address) => (this.url = address));
    if (!this.setUpLink) await this.#until(/a day: (\S+)/, (link) => (this.setUpLink = link));
  }

  /// As a crash would: nothing is told beforehand.
  async kill() {
    const running = this.#process;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once("exit", resolve));
    running.kill("SIGKILL");
    await ended;
  }

  async stop() {
    await this.kill();
    this.fleet.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #until(pattern: RegExp, take: (found: string) => void) {
    const deadline = Date.now() + startTime;
    for (;;) {
      const found = pattern.exec(this.#said)?.[1];
      if (found) return take(found);
      if (Date.now() > deadline || this.#process?.exitCode !== null) {
        throw new Error(`fettle serve does not start:\n${this.#said}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
