// Three real SSH servers on loopback, each with a home of its own: what the dashboard shows is carried
// out for real. The service finds them through an OpenSSH configuration.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { freePort } from "./service.ts";

const startTime = 10_000;

export class Fleet {
  readonly names: string[] = [];
  readonly configuration: string;
  readonly knownHosts: string;
  #folder: string;
  #servers: ChildProcess[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
    this.configuration = join(folder, "ssh_config");
    this.knownHosts = join(folder, "known_hosts");
  }

  static async start(folder: string, size = 3): Promise<Fleet> {
    const fleet = new Fleet(folder);
    // Where sshd was never started as a service, its folder is not there yet.
    if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
    makeKey(join(folder, "ssh_key"));
    writeFileSync(join(folder, "authorized_keys"), readFileSync(join(folder, "ssh_key.pub")));
    for (let number = 1; number <= size; number++) await fleet.#add(`web-${number}`);
    return fleet;
  }

  stop() {
    for (const server of this.#servers) server.kill("SIGKILL");
  }

  async #add(name: string) {
    const home = join(this.#folder, name);
    mkdirSync(home);
    makeKey(join(home, "host_key"));
    const port = await freePort();
    writeFileSync(
      join(home, "sshd_config"),
      [
        `Port ${port}`, "ListenAddress 127.0.0.1", `HostKey ${home}/host_key`, "PidFile none",
        `AuthorizedKeysFile ${this.#folder}/authorized_keys`, "UsePAM no", "StrictModes no",
        "PasswordAuthentication no", "KbdInteractiveAuthentication no", "PermitRootLogin yes",
        "MaxSessions 100", "PrintMotd no", "PrintLastLog no", "UseDNS no",
        `SetEnv HOME=${home} FETTLE_HOME=${home}/receipts`, "",
      ].join("\n"),
    );
    this.#servers.push(
      spawn("/usr/sbin/sshd", ["-D", "-f", join(home, "sshd_config"), "-E", join(home, "log")], {
        stdio: "ignore",
      }),
    );
    await answers(port);
    const hostKey = readFileSync(join(home, "host_key.pub"), "utf8").split(" ").slice(0, 2).join(" ");
    writeFileSync(this.knownHosts, `[127.0.0.1]:${port} ${hostKey}\n`, { flag: "a" });
    writeFileSync(
      this.configuration,
      [
        `Host ${name}`, "  HostName 127.0.0.1", `  Port ${port}`, `  User ${userInfo().username}`,
        `  IdentityFile ${this.#folder}/ssh_key`, "  IdentitiesOnly yes", "",
      ].join("\n"),
      { flag: "a" },
    );
    this.names.push(name);
  }
}

function makeKey(file: string) {
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", file]);
}

async function answers(port: number) {
  const deadline = Date.now() + startTime;
  while (!(await opens(port))) {
    if (Date.now() > deadline) throw new Error(`sshd does not listen on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const opens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
  });
