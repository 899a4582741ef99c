export interface Banner {
  readonly webUrl: string | null;
  readonly ingestUrl: string | null;
  /** Shown because it is stored in the data folder already; null when none is known here. */
  readonly ingestKey: string | null;
  readonly dataDir: string;
  readonly startedInMs: number;
}

/** What to open and what to paste. */
export function printBanner({ webUrl, ingestUrl, ingestKey, dataDir, startedInMs }: Banner): void {
  const lines = [
    "",
    "  Spanledger",
    "",
    ...(webUrl === null ? [] : [`  Dashboard   ${webUrl}`]),
    ...(ingestUrl === null ? [] : [`  OTLP/HTTP   ${ingestUrl}/v1/traces`]),
    ...(ingestKey === null ? [] : [`  Ingest key  ${ingestKey}`]),
    `  Data        ${dataDir}`,
    ...(ingestUrl === null
      ? []
      : ["", "  Paste into the shell of an app with OpenTelemetry:", "", ...pasteLines(ingestUrl, ingestKey)]),
    "",
    `  Ready in ${(startedInMs / 1000).toFixed(1)} s. Ctrl-C stops and keeps everything.`,
    "",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function pasteLines(ingestUrl: string, ingestKey: string | null): string[] {
  return [
    `  export OTEL_EXPORTER_OTLP_ENDPOINT=${ingestUrl}`,
    `  export OTEL_EXPORTER_OTLP_HEADERS="x-api-key=${ingestKey ?? "<ingest key>"}"`,
    "  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
  ];
}
