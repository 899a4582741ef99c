import { join } from "node:path";
import { createStore, encodeSpanContentRows, migrate } from "@spanledger/clickhouse";
import {
  contentRowOf,
  createLoader,
  createSpool,
  encodeRecordedSpans,
  openEvidence,
} from "@spanledger/ingest/evidence";
import { pino } from "pino";
import { evidenceSpan, PROJECT, WRITER } from "./evidence-span.ts";

const BATCH = 500;
const DAY_NS = 86_400_000_000_000n;

/** Seals `count` calls, spread over the last 90 days in the order of their time, by way of the real spool and loader. */
export async function fillLog(data: string, count: number): Promise<void> {
  const directory = join(data, "spool");
  const store = await createStore({ path: join(data, "clickhouse") });
  await migrate(store);
  const limits = { maxBytes: 2e9, segmentMaxBytes: 5e7, segmentMaxAgeMs: 1_000, commitDelayMs: 0, minFreeBytes: 0 };
  const spool = await createSpool({ directory, writer: WRITER, ...limits });
  const logger = pino({ level: "silent" });
  const evidence = await openEvidence({ store, spool, directory, writer: WRITER, logger });
  const loader = createLoader({ directory, spool, store, log: evidence.log });
  const stepNs = (90n * DAY_NS) / BigInt(count);
  const startNs = BigInt(Date.now()) * 1_000_000n - 90n * DAY_NS;
  for (let first = 0; first < count; first += BATCH) {
    const size = Math.min(BATCH, count - first);
    const spans = Array.from({ length: size }, (_, at) =>
      evidenceSpan(first + at + 1, startNs + BigInt(first + at) * stepNs),
    );
    const found = spans.flatMap((span) => contentRowOf(PROJECT, span.call, span.seq) ?? []);
    const { ledger, contents } = evidence.recorder.record(spans, found);
    await spool.append({
      spans: { rows: spans.length, bytes: encodeRecordedSpans(spans) },
      span_content: { rows: contents.length, bytes: encodeSpanContentRows(contents) },
      ledger,
    });
    if (first % 100_000 === 0) await loader.caughtUp();
  }
  await spool.seal();
  await loader.stop(600_000);
  await evidence.close();
  await spool.close();
  await store.close();
}
