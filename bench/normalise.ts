import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeTraces, DEFAULT_DECODE_LIMITS, normaliseSpan, type Span } from "@spanledger/telemetry";

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
  report("recorded corpus", spans);
  const wide = spans.filter((span) => span.attributes.size >= 24 && span.attributes.has("gen_ai.usage.input_tokens"));
  report("its model calls of 24 attributes and more", wide);
}

function report(name: string, spans: readonly Span[]): void {
  const attributes = spans.reduce((sum, span) => sum + span.attributes.size, 0) / spans.length;
  const work = (): void => {
    for (const span of spans) normaliseSpan(span);
  };
  const best = Math.max(...Array.from({ length: RUNS }, () => measure(work, spans.length)));
  const microseconds = 1e6 / best;
  console.log(
    `${name}: ${spans.length} spans of ${attributes.toFixed(1)} attributes, ${Math.round(best)} spans per CPU-second, ${microseconds.toFixed(1)} us per span`,
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
