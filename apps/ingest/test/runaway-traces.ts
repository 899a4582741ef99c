import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { decodeTraces, DEFAULT_DECODE_LIMITS, type Span } from "@spanledger/telemetry";

const FOLDER = join(import.meta.dirname, "runaway");

/** One recorded trace of an agent framework: its export requests at their arrival times, and what it is. */
export interface RunawayTrace {
  readonly name: string;
  readonly label: Label;
  readonly startMs: number;
  readonly requests: readonly { readonly atMs: number; readonly spans: readonly Span[] }[];
}

interface Label {
  readonly label: "runaway" | "healthy";
  readonly kind: string;
  readonly trace_id: string;
  readonly total_steps: number;
  readonly tool_spans: number;
  /** [number, milliseconds after the start, ...] of each model call. */
  readonly steps: readonly (readonly [number, number, number, number, string])[];
  readonly runaway_from_step?: number;
}

interface Meta {
  readonly start_unix_ms: number;
  readonly requests: readonly { readonly file: string; readonly at_ms: number }[];
}

/** Every recorded trace, decoded request by request. */
export function* runawayTraces(): Generator<RunawayTrace> {
  for (const kind of readdirSync(FOLDER).sort())
    for (const name of readdirSync(join(FOLDER, kind)).sort()) yield readTrace(join(FOLDER, kind, name), name);
}

function readTrace(folder: string, name: string): RunawayTrace {
  const meta = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8")) as Meta;
  const label = JSON.parse(readFileSync(join(folder, "label.json"), "utf8")) as Label;
  const requests = meta.requests.map(({ file, at_ms: atMs }) => ({ atMs, spans: readSpans(join(folder, file)) }));
  return { name, label, startMs: meta.start_unix_ms, requests };
}

function readSpans(file: string): readonly Span[] {
  const sent = readFileSync(file);
  const body = file.endsWith(".gz") ? gunzipSync(sent) : sent;
  return decodeTraces(body, file.includes(".pb") ? "protobuf" : "json", DEFAULT_DECODE_LIMITS).spans;
}
