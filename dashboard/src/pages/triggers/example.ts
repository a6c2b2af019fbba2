// A call of a trigger, to copy into a shell: signed with openssl, sent with curl.
import type { Trigger } from "@/api/triggers";

/// What stands where the key is not known any more.
const unknownKey = "whsec_…";

/// As a word that a POSIX shell takes as it is.
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export function exampleOf(trigger: Pick<Trigger, "url" | "allowed_variables">, key = unknownKey): string {
  const variables = Object.fromEntries(trigger.allowed_variables.map((name) => [name, "…"]));
  const body = JSON.stringify(trigger.allowed_variables.length > 0 ? { variables } : {});
  return [
    `secret=${quoted(key)}`,
    `body=${quoted(body)}`,
    "id=call-$(date +%s) now=$(date +%s)",
    "key=$(printf %s \"${secret#whsec_}\" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')",
    'mark=$(printf %s "$id.$now.$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)',
    `curl --fail-with-body ${quoted(trigger.url)} \\`,
    '  --header "webhook-id: $id" --header "webhook-timestamp: $now" \\',
    '  --header "webhook-signature: v1,$mark" \\',
    `  --header 'Content-Type: application/json' --data "$body"`,
  ].join("\n");
}
