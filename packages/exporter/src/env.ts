/** What the process environment says about the platform; every option of the constructors wins over it. */
export interface Env {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
}

const DEFAULT_ENDPOINT = "http://127.0.0.1:4318";

/** Reads `SPANLEDGER_ENDPOINT` and `SPANLEDGER_INGEST_KEY`, else the standard OTLP variables. */
export function readEnv(): Env {
  const { SPANLEDGER_ENDPOINT, SPANLEDGER_INGEST_KEY, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS } =
    process.env;
  return {
    endpoint: SPANLEDGER_ENDPOINT || OTEL_EXPORTER_OTLP_ENDPOINT || DEFAULT_ENDPOINT,
    headers: SPANLEDGER_INGEST_KEY
      ? { authorization: `Bearer ${SPANLEDGER_INGEST_KEY}` }
      : parseHeaders(OTEL_EXPORTER_OTLP_HEADERS ?? ""),
  };
}

function parseHeaders(text: string): Record<string, string> {
  const pairs = text.split(",").flatMap((pair): [string, string][] => {
    const at = pair.indexOf("=");
    return at > 0 ? [[pair.slice(0, at).trim().toLowerCase(), decoded(pair.slice(at + 1).trim())]] : [];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Name and environment of this service as the standard variables say. */
export function readServiceEnv(): { readonly service: string | undefined; readonly environment: string | undefined } {
  const { OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES } = process.env;
  const resource = parseHeaders(OTEL_RESOURCE_ATTRIBUTES ?? "");
  return {
    service: OTEL_SERVICE_NAME || resource["service.name"],
    environment: resource["deployment.environment.name"] ?? resource["deployment.environment"],
  };
}
