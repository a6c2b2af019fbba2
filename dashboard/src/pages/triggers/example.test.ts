// The example is carried out by a shell, with a curl that only says what it was given.
import { execFileSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { exampleOf } from "./example";

const url = "https://fettle.example.com/api/v1/triggers/t1/fire";

function carriedOut(example: string): string[] {
  const curl = 'curl() { for argument; do printf "%s\\0" "$argument"; done; }\n';
  return execFileSync("sh", ["-c", curl + example], { encoding: "utf8" }).split("\0");
}

test("a call is signed as Standard Webhooks says", () => {
  const bytes = randomBytes(32);
  const said = carriedOut(exampleOf({ url, allowed_variables: ["version", "it's"] }, `whsec_${bytes.toString("base64")}`));
  const header = (name: string) => said.find((one) => one.startsWith(`${name}: `))!.slice(name.length + 2);
  const body = '{"variables":{"version":"…","it\'s":"…"}}';
  expect(said).toContain(url);
  expect(said[said.indexOf("--data") + 1]).toBe(body);
  const text = `${header("webhook-id")}.${header("webhook-timestamp")}.${body}`;
  expect(header("webhook-signature")).toBe(`v1,${createHmac("sha256", bytes).update(text).digest("base64")}`);
});

test("without values the body is empty, and a key that is not known is no key", () => {
  const example = exampleOf({ url, allowed_variables: [] });
  expect(example).toContain("body='{}'");
  expect(example).toContain("secret='whsec_…'");
});
