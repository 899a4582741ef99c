import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeSpanRows } from "@spanledger/clickhouse";
import { createPriceBook, decodeTraces, DEFAULT_DECODE_LIMITS, normaliseSpan } from "@spanledger/telemetry";
import { expect, test } from "vitest";
import { spanRowOf } from "../../test/span-row-of.ts";
import { createProcessor } from "./create-processor.ts";
import { encodeRecordedSpans } from "./encode-recorded-spans.ts";
import { createTraceWindow } from "./trace-window.ts";

const CORPUS = join(import.meta.dirname, "../../../../packages/telemetry/test/corpus");

test("writes every recorded span as its row of 67 columns is written", () => {
  const book = createPriceBook();
  let seq = 0n;
  const processor = createProcessor({
    normalise: (span) => normaliseSpan(span),
    priceBookFor: () => book,
    writer: "0123456789ab",
    nextSeq: () => (seq += 1n),
    window: createTraceWindow(),
  });
  const files = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((file) =>
    /request-\d+\.pb$/.test(file),
  );
  let compared = 0;
  for (const file of files) {
    const { spans } = decodeTraces(readFileSync(join(CORPUS, file)), "protobuf", DEFAULT_DECODE_LIMITS);
    const { recorded } = processor.process({
      projectId: "p",
      keyTenant: "acme",
      spans,
      receivedAtMs: 1_790_000_000_000,
    });
    expect(Buffer.from(encodeRecordedSpans(recorded))).toEqual(Buffer.from(encodeSpanRows(recorded.map(spanRowOf))));
    compared += recorded.length;
  }
  expect(compared).toBeGreaterThan(300);
});
