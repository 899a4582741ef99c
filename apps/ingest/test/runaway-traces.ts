import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { decodeTraces, DEFAULT_DECODE_LIMITS, type Span } from "@spanledger/telemetry";
import { readTar } from "./read-tar.ts";

const SAMPLE = join(import.meta.dirname, "runaway");
const RECORDED = join(import.meta.dirname, "runaway-recorded");

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
  readonly framework: string;
  readonly trace_id: string;
  readonly total_steps: number;
  readonly tool_spans: number;
  /** [number, milliseconds after the start, ...] of each model call. */
  readonly steps: readonly (readonly [number, number, number, number, string])[];
  readonly rejected_calls: number;
  readonly runaway_from_step?: number;
  readonly runaway_llm_span_id?: string;
}

interface Meta {
  readonly start_unix_ms: number;
  readonly requests: readonly { readonly file: string; readonly at_ms: number }[];
}

/** The published sample of 60 traces, decoded request by request. */
export function* sampleTraces(): Generator<RunawayTrace> {
  for (const kind of readdirSync(SAMPLE).sort())
    for (const name of readdirSync(join(SAMPLE, kind)).sort())
      yield readTrace(name, (file) => readFileSync(join(SAMPLE, kind, name, file)));
}

/** The traces that e2e/runaway-recorder recorded, one archive per framework. */
export function* recordedTraces(): Generator<RunawayTrace> {
  for (const archive of readdirSync(RECORDED).sort()) {
    const files = readTar(gunzipSync(readFileSync(join(RECORDED, archive))));
    for (const path of files.keys()) {
      if (!path.endsWith("/label.json")) continue;
      const folder = dirname(path);
      yield readTrace(basename(folder), (file) => files.get(`${folder}/${file}`) ?? Buffer.alloc(0));
    }
  }
}

function readTrace(name: string, read: (file: string) => Buffer): RunawayTrace {
  const meta = JSON.parse(read("meta.json").toString()) as Meta;
  const label = JSON.parse(read("label.json").toString()) as Label;
  const requests = meta.requests.map(({ file, at_ms: atMs }) => ({ atMs, spans: readSpans(file, read(file)) }));
  return { name, label, startMs: meta.start_unix_ms, requests };
}

function readSpans(file: string, sent: Buffer): readonly Span[] {
  const body = file.endsWith(".gz") ? gunzipSync(sent) : sent;
  return decodeTraces(body, file.includes(".pb") ? "protobuf" : "json", DEFAULT_DECODE_LIMITS).spans;
}
