import type { JsonValue } from "../body/canonical-json.ts";
import { fromBase64Url } from "../hash/base64.ts";
import { digestOf } from "./commit-field.ts";

export type OpenedField =
  | { readonly status: "disclosed"; readonly salt: string; readonly value: JsonValue }
  | { readonly status: "digest_differs" }
  | { readonly status: "malformed"; readonly reason: string };

/** Opens the commitment `digest` of the field `name` with a disclosure. `reason` is a clause about the disclosure. */
export function openDisclosure({
  name,
  digest,
  disclosure,
}: {
  readonly name: string;
  readonly digest: string;
  readonly disclosure: string;
}): OpenedField {
  if (digestOf(disclosure) !== digest) return { status: "digest_differs" };
  const parts = parse(disclosure);
  if (parts === undefined) return { status: "malformed", reason: "it is not base64url of a JSON array" };
  const [salt, opened, value] = parts;
  if (parts.length !== 3 || typeof salt !== "string" || value === undefined) {
    return { status: "malformed", reason: "it is not [salt, name, value]" };
  }
  if (fromBase64Url(salt)?.length !== 16) return { status: "malformed", reason: "its salt is not 16 bytes" };
  if (opened !== name) return { status: "malformed", reason: `it opens the field ${JSON.stringify(opened)}` };
  return { status: "disclosed", salt, value };
}

function parse(disclosure: string): JsonValue[] | undefined {
  try {
    const parsed: unknown = JSON.parse(UTF8.decode(fromBase64Url(disclosure)));
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
