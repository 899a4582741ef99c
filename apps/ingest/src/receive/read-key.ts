import type { IncomingHttpHeaders } from "node:http";

/** Keys are far shorter; more is not looked at. */
const MAX_LENGTH = 512;
const ESCAPED = /%[0-9a-f]{2}/i;

/**
 * The ingest key of a request, or null: `Authorization: Bearer <key>`, the password of `Authorization: Basic`, or
 * `x-api-key`. OTEL_EXPORTER_OTLP_HEADERS is percent-encoded and some SDKs send it as it stands, so both forms are read.
 */
export function readKey(headers: IncomingHttpHeaders): string | null {
  const authorization = decoded(headers.authorization);
  const apiKey = headers["x-api-key"];
  const key = fromAuthorization(authorization) || decoded(typeof apiKey === "string" ? apiKey : undefined);
  return key === "" || key.length > MAX_LENGTH ? null : key;
}

function fromAuthorization(value: string): string {
  const [scheme = "", ...rest] = value.split(/\s+/);
  const credentials = rest.join(" ");
  switch (scheme.toLowerCase()) {
    case "bearer":
      return credentials;
    case "basic":
      return fromBasic(credentials);
    default:
      return credentials === "" && scheme.startsWith("sl_") ? scheme : "";
  }
}

/** The password; clients that know one field alone put the key in the user name. */
function fromBasic(credentials: string): string {
  const text = Buffer.from(credentials, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon === -1) return text;
  return text.slice(colon + 1) || text.slice(0, colon);
}

function decoded(value: string | undefined): string {
  const text = (value ?? "").trim();
  if (!ESCAPED.test(text)) return text;
  try {
    return decodeURIComponent(text).trim();
  } catch {
    return text;
  }
}
