import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeTraces, DEFAULT_DECODE_LIMITS, type Span } from "@spanledger/telemetry";
import { padSpans } from "./pad-spans.ts";
import type { BenchSettings } from "./settings.ts";

const CORPUS = join(import.meta.dirname, "../../packages/telemetry/test/corpus");

/** A request body of recorded spans, and where its ids are, so that each copy can be given new ones. */
export interface Template {
  readonly bytes: Buffer;
  readonly spans: number;
  readonly ids: readonly IdPlaces[];
}

/** Where one id stands, and how it is written: raw in protobuf; hex in JSON, base64 from some exporters. */
export interface IdPlaces {
  readonly offsets: readonly number[];
  readonly length: number;
  readonly form: IdForm;
}

export type IdForm = "latin1" | "hex" | "base64";

/** Bodies of about `batch` spans, put together from every recorded request. */
export function createTemplates({
  encoding,
  batch,
  pad,
}: Pick<BenchSettings, "encoding" | "batch" | "pad">): readonly Template[] {
  const bodies = recordedBodies(encoding).map((body) => padSpans(body, encoding, pad));
  const templates: Template[] = [];
  let group: Buffer[] = [];
  let spans = 0;
  for (const body of bodies) {
    group.push(body);
    spans += decodeTraces(body, encoding, DEFAULT_DECODE_LIMITS).spans.length;
    if (spans < batch) continue;
    templates.push(templateOf(encoding === "protobuf" ? Buffer.concat(group) : joinJson(group), encoding));
    group = [];
    spans = 0;
  }
  return templates;
}

function recordedBodies(encoding: "protobuf" | "json"): readonly Buffer[] {
  const suffix = encoding === "protobuf" ? /request-\d+\.pb$/ : /request-\d+\.json$/;
  const paths = readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((path) => suffix.test(path))
    .sort();
  return paths
    .map((path) => readFileSync(join(CORPUS, path)))
    .filter((body) => decodeTraces(body, encoding, DEFAULT_DECODE_LIMITS).spans.length > 0);
}

function joinJson(bodies: readonly Buffer[]): Buffer {
  const parsed = bodies.map((body) => JSON.parse(body.toString("utf8")) as { resourceSpans: unknown[] });
  return Buffer.from(JSON.stringify({ resourceSpans: parsed.flatMap(({ resourceSpans }) => resourceSpans) }));
}

function templateOf(bytes: Buffer, encoding: "protobuf" | "json"): Template {
  const { spans } = decodeTraces(bytes, encoding, DEFAULT_DECODE_LIMITS);
  const forms: readonly IdForm[] = encoding === "json" ? ["hex", "base64"] : ["latin1"];
  const ids = [...new Set(spans.flatMap(idsOf))].flatMap((id) => {
    const raw = Buffer.from(id, "hex");
    return forms.map((form) => ({
      offsets: occurrences(bytes, Buffer.from(raw.toString(form), "latin1")),
      length: raw.length,
      form,
    }));
  });
  return { bytes, spans: spans.length, ids };
}

function idsOf({ traceId, spanId, parentSpanId }: Span): string[] {
  return parentSpanId === "" ? [traceId, spanId] : [traceId, spanId, parentSpanId];
}

function occurrences(bytes: Buffer, needle: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) offsets.push(at);
  return offsets;
}
