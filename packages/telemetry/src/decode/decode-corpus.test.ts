import { describe, expect, test } from "vitest";
import { corpusRequests } from "../../test/corpus-requests.ts";
import { referenceDecoder } from "../../test/reference-decoder.ts";
import { plainLogs, plainTraces, referenceLogs, referenceTraces } from "../../test/reference-shape.ts";
import { DEFAULT_DECODE_LIMITS } from "./decode-limits.ts";
import { decodeLogs } from "./decode-logs.ts";
import { decodeTraces } from "./decode-traces.ts";

const requests = corpusRequests();
const traces = requests.filter((request) => request.signal === "traces");
const logs = requests.filter((request) => request.signal === "logs");

describe("the recorded corpus", () => {
  test.each(traces)("every span of $name is taken unchanged", ({ body, encoding, records }) => {
    const { spans, rejected } = decodeTraces(body, encoding, DEFAULT_DECODE_LIMITS);
    expect(rejected.count).toBe(0);
    expect(spans).toHaveLength(records);
    expect(spans.flatMap((span) => span.flags)).toEqual([]);
    for (const span of spans) {
      expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
      expect(span.parentSpanId).toMatch(/^([0-9a-f]{16})?$/);
      expect(span.startTimeNs).toBeGreaterThan(1_700_000_000_000_000_000n);
    }
  });

  test.each(logs)("every log record of $name is taken", ({ body, encoding }) => {
    const decoded = decodeLogs(body, encoding, DEFAULT_DECODE_LIMITS);
    expect(decoded.rejected.count).toBe(0);
    expect(decoded.logs.length).toBeGreaterThan(0);
    for (const record of decoded.logs) expect(record.timeNs).toBeGreaterThan(0n);
  });
});

describe("OpenTelemetry's own decoder reads the same", () => {
  test.each(traces.filter(({ encoding }) => encoding === "protobuf"))("spans in $name", ({ body }) => {
    const { spans } = decodeTraces(body, "protobuf", DEFAULT_DECODE_LIMITS);
    expect(plainTraces(spans)).toEqual(referenceTraces(referenceDecoder.traces.decode(body)));
  });

  test.each(logs.filter(({ encoding }) => encoding === "protobuf"))("log records in $name", ({ body }) => {
    const decoded = decodeLogs(body, "protobuf", DEFAULT_DECODE_LIMITS);
    expect(plainLogs(decoded.logs)).toEqual(referenceLogs(referenceDecoder.logs.decode(body)));
  });
});

describe("JSON and protobuf mean the same", () => {
  test.each(traces.filter(({ encoding }) => encoding === "protobuf"))("$name", ({ body }) => {
    const message = referenceDecoder.traces.decode(body);
    const json = Buffer.from(JSON.stringify(withHexIds(referenceDecoder.traces.toObject(message, AS_JSON))));
    expect(decodeTraces(json, "json", DEFAULT_DECODE_LIMITS)).toEqual(
      decodeTraces(body, "protobuf", DEFAULT_DECODE_LIMITS),
    );
  });
});

/** protobuf's JSON mapping, with enums as integers as OTLP wants them. */
const AS_JSON = { longs: String, bytes: String, json: true };
const ID_KEYS = new Set(["traceId", "spanId", "parentSpanId"]);

function withHexIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withHexIds);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      ID_KEYS.has(key) && typeof field === "string"
        ? Buffer.from(field, "base64").toString("hex").toUpperCase()
        : withHexIds(field),
    ]),
  );
}
