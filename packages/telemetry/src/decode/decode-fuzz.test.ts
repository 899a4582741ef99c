import fc from "fast-check";
import { expect, test } from "vitest";
import { corpusRequests } from "../../test/corpus-requests.ts";
import { fuzzRuns } from "../../test/env.ts";
import { mutate, seededRandom } from "../../test/mutate.ts";
import { DecodeError } from "./decode-error.ts";
import { DEFAULT_DECODE_LIMITS } from "./decode-limits.ts";
import { decodeLogs } from "./decode-logs.ts";
import type { Encoding } from "./decode-result.ts";
import { decodeTraces } from "./decode-traces.ts";

const SIGNALS = ["traces", "logs"] as const;
const ENCODINGS = ["protobuf", "json"] as const;
const JSON_NAMES =
  "resourceSpans resource scopeSpans scope spans attributes key value traceId spanId intValue arrayValue values events";
const TRACE_ID = /^([0-9a-f]{32})?$/;
const LIMIT_MS = 30_000 + fuzzRuns * 2;
const SPAN_ID = /^([0-9a-f]{16})?$/;

type SignalName = (typeof SIGNALS)[number];

test(
  "a recorded request with broken bytes is decoded in part or refused, never anything else",
  { timeout: LIMIT_MS },
  () => {
    const request = fc.constantFrom(...corpusRequests());
    const other = fc.option(fc.constantFrom(...ENCODINGS), { freq: 4 });
    const outcome = fc.check(
      fc.property(request, fc.nat(), other, ({ body, signal, encoding }, seed, otherEncoding) =>
        survives(mutate(body, seededRandom(seed)), signal, otherEncoding ?? encoding),
      ),
      { numRuns: fuzzRuns * 0.6 },
    );
    expect(outcome.errorInstance).toBeNull();
  },
);

test("random bytes are refused or hold nothing broken", { timeout: LIMIT_MS }, () => {
  const bytes = fc.uint8Array({ maxLength: 400 });
  const outcome = fc.check(fc.property(bytes, fc.constantFrom(...SIGNALS), fc.constantFrom(...ENCODINGS), survives), {
    numRuns: fuzzRuns * 0.2,
  });
  expect(outcome.errorInstance).toBeNull();
});

test("any JSON value in the place of OTLP is refused or decoded", { timeout: LIMIT_MS }, () => {
  const names = fc.constantFrom(...JSON_NAMES.split(" "));
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 8 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(names, tie("json"), { maxKeys: 4 }),
    ),
  }));
  const outcome = fc.check(
    fc.property(json, (value) => survives(Buffer.from(JSON.stringify({ resourceSpans: value })), "traces", "json")),
    { numRuns: fuzzRuns * 0.2 },
  );
  expect(outcome.errorInstance).toBeNull();
});

/** What is kept is well-formed; whatever else happens is a DecodeError. */
function survives(body: Uint8Array, signal: SignalName, encoding: Encoding): boolean {
  try {
    const records = decode(body, signal, encoding);
    return records.every(({ traceId, spanId }) => TRACE_ID.test(traceId) && SPAN_ID.test(spanId));
  } catch (error) {
    if (error instanceof DecodeError) return true;
    throw error;
  }
}

function decode(body: Uint8Array, signal: SignalName, encoding: Encoding) {
  if (signal === "logs") return decodeLogs(body, encoding, DEFAULT_DECODE_LIMITS).logs;
  const { spans } = decodeTraces(body, encoding, DEFAULT_DECODE_LIMITS);
  if (spans.some((span) => span.traceId === "" || span.spanId === "")) throw new Error("A span without ids was kept.");
  return spans;
}
