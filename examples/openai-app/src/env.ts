import { readFileSync } from "node:fs";

const KEY_FILE = new URL("../../../data/ingest-key", import.meta.url);

/** Where telemetry goes, as the standard OpenTelemetry variables say; a Spanledger started beside needs none of them. */
export interface Env {
  readonly endpoint: string;
  readonly headers: Record<string, string>;
}

export function readEnv(): Env {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = process.env;
  return {
    endpoint: endpoint ?? "http://127.0.0.1:4318",
    headers: headers === undefined ? { authorization: `Bearer ${localKey()}` } : parseHeaders(headers),
  };
}

/** `npm start` keeps the first ingest key in its data folder. */
function localKey(): string {
  const given = process.env["SPANLEDGER_INGEST_KEY"];
  if (given !== undefined) return given;
  try {
    return readFileSync(KEY_FILE, "utf8").trim();
  } catch (cause) {
    throw new Error("No ingest key: start Spanledger with `npm start` first, or set SPANLEDGER_INGEST_KEY.", { cause });
  }
}

function parseHeaders(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name.trim(), decodeURIComponent(value.join("=").trim())];
    }),
  );
}
