import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeTraces, DEFAULT_DECODE_LIMITS, normaliseSpan } from "@spanledger/telemetry";

const CORPUS = join(import.meta.dirname, "../packages/telemetry/test/corpus");
const RUNS = 5;
const SECONDS = 1.5;

/** Prints how many spans of the recorded corpus one CPU-second normalises. */
function main(): void {
  const spans = readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
    .filter((file) => /request-\d+\.(pb|json)$/.test(file))
    .flatMap(
      (file) =>
        decodeTraces(
          readFileSync(join(CORPUS, file)),
          file.endsWith(".pb") ? "protobuf" : "json",
          DEFAULT_DECODE_LIMITS,
        ).spans,
    );
  const attributes = spans.reduce((sum, span) => sum + span.attributes.size, 0);
  const rates = Array.from({ length: RUNS }, () =>
    measure(() => {
      for (const span of spans) normaliseSpan(span);
    }, spans.length),
  );
  const best = Math.max(...rates);
  const microseconds = 1e6 / best;
  console.log(`spans ${spans.length}, attributes per span ${(attributes / spans.length).toFixed(1)}`);
  console.log(
    `normalise ${Math.round(best)} spans per CPU-second, ${microseconds.toFixed(2)} us per span, ${((microseconds * 30 * spans.length) / attributes).toFixed(2)} us per 30 attributes`,
  );
}

function measure(work: () => void, spans: number): number {
  work();
  const start = process.cpuUsage();
  let done = 0;
  let used = 0;
  while (used < SECONDS * 1e6) {
    work();
    done += spans;
    const { user, system } = process.cpuUsage(start);
    used = user + system;
  }
  return done / (used / 1e6);
}

main();
