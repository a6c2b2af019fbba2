// An identity provider for a browser: real TLS, real signatures, and it lets in whoever it is told to.
// What a liar does is tested over HTTP (tests/contract/identity_test.py).
import { execFileSync } from "node:child_process";
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./service.ts";

const coded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

export class IdentityProvider {
  readonly folder = mkdtempSync(join(tmpdir(), "fettle-provider-"));
  readonly certificate = join(this.folder, "certificate.pem");
  readonly #keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #codes = new Map<string, URLSearchParams>();
  #server!: Server;
  url = "";
  /// The claims of whoever comes next; null: they are refused.
  person: Record<string, unknown> | null = null;

  static async start(): Promise<IdentityProvider> {
    const provider = new IdentityProvider();
    const key = join(provider.folder, "key.pem");
    const names = "subjectAltName=DNS:localhost,IP:127.0.0.1";
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
      "-addext", names, "-keyout", key, "-out", provider.certificate], { stdio: "ignore" });
    const port = await freePort();
    provider.url = `https://localhost:${port}`;
    const identity = { key: readFileSync(key), cert: readFileSync(provider.certificate) };
    provider.#server = createServer(identity, (request, response) => {
      const address = new URL(request.url ?? "/", provider.url);
      let body = "";
      request.on("data", (bytes) => (body += bytes));
      request.on("end", () => provider.#answer(address, new URLSearchParams(body), response));
    });
    await new Promise<void>((resolve) => provider.#server.listen(port, resolve));
    return provider;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #answer(address: URL, form: URLSearchParams, response: ServerResponse) {
    if (address.pathname === "/authorize") return this.#sendBack(address.searchParams, response);
    const answers: Record<string, () => unknown> = {
      "/.well-known/openid-configuration": () => ({
        issuer: this.url,
        authorization_endpoint: `${this.url}/authorize`,
        token_endpoint: `${this.url}/token`,
        jwks_uri: `${this.url}/keys`,
      }),
      "/keys": () => ({ keys: [{ ...this.#keys.publicKey.export({ format: "jwk" }), kid: "one" }] }),
      "/token": () => ({ id_token: this.#redeem(form) }),
    };
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answers[address.pathname]?.() ?? {}));
  }

  #sendBack(asked: URLSearchParams, response: ServerResponse) {
    const code = randomUUID();
    this.#codes.set(code, asked);
    const said = new URLSearchParams({ state: asked.get("state") ?? "" });
    said.set(this.person ? "code" : "error", this.person ? code : "access_denied");
    response.writeHead(302, { Location: `${asked.get("redirect_uri")}?${said}` });
    response.end();
  }

  #redeem(form: URLSearchParams): string {
    const asked = this.#codes.get(form.get("code") ?? "");
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (asked?.get("code_challenge") !== challenge) return "";
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.url, aud: asked.get("client_id"), iat: now, exp: now + 300, nonce: asked.get("nonce"), ...this.person };
    const text = `${coded({ alg: "RS256", kid: "one" })}.${coded(claims)}`;
    return `${text}.${sign("sha256", Buffer.from(text), this.#keys.privateKey).toString("base64url")}`;
  }
}
