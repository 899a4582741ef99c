import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeTraces } from "../../src/decode/decode-traces.ts";
import { decodeLogs } from "../../src/decode/decode-logs.ts";
import { DEFAULT_DECODE_LIMITS } from "../../src/decode/decode-limits.ts";
import type { LogRecord, Span } from "../../src/span.ts";

const CORPUS = join(import.meta.dirname, "../corpus");

export interface TruthCall {
  readonly provider: string;
  readonly model_requested: string | null;
  readonly model_returned: string | null;
  readonly streaming: boolean;
  readonly finish_reason: string | null;
  readonly output_text?: string | null;
  readonly tool_calls: readonly { readonly name: string }[];
  readonly error: unknown;
  readonly usage: {
    readonly input_total: number;
    readonly input_uncached: number;
    readonly cached_read: number;
    readonly cache_write: number;
    readonly output_total: number;
    readonly reasoning: number;
  } | null;
  readonly ctx: Readonly<Record<string, string>>;
  readonly telemetry: { readonly as: string; readonly spans?: readonly { readonly span_id: string }[] };
}

export interface Scenario {
  readonly instrumentation: string;
  readonly name: string;
  readonly spans: readonly Span[];
  readonly logs: readonly LogRecord[];
  readonly calls: readonly TruthCall[];
}

/** `[instrumentation, scenario]` of everything recorded. */
export function listScenarios(): readonly (readonly [string, string])[] {
  return folders(CORPUS).flatMap((instrumentation) =>
    folders(join(CORPUS, instrumentation)).map((name) => [instrumentation, name] as const),
  );
}

/** The payloads of one scenario, decoded as the receiver does, and the provider's own log of what really happened. */
export function readScenario(instrumentation: string, name: string): Scenario {
  const folder = join(CORPUS, instrumentation, name);
  const files = readdirSync(folder).sort();
  const bodies = (pattern: RegExp): readonly (readonly [Uint8Array, "protobuf" | "json"])[] =>
    files
      .filter((file) => pattern.test(file))
      .map((file) => [readFileSync(join(folder, file)), file.endsWith(".pb") ? "protobuf" : "json"] as const);
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as {
    readonly calls: readonly TruthCall[];
  };
  return {
    instrumentation,
    name,
    spans: bodies(/^request-\d+\.(pb|json)$/).flatMap(
      ([body, encoding]) => decodeTraces(body, encoding, DEFAULT_DECODE_LIMITS).spans,
    ),
    logs: bodies(/^request-\d+\.logs\.(pb|json)$/).flatMap(
      ([body, encoding]) => decodeLogs(body, encoding, DEFAULT_DECODE_LIMITS).logs,
    ),
    calls: truth.calls,
  };
}

/** Span ids of the truth, which are as the sender wrote them (one sends base64), as hex. */
export function hexId(id: string): string {
  return /^[0-9a-f]{16}$/.test(id) ? id : Buffer.from(id, "base64").toString("hex");
}

function folders(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
