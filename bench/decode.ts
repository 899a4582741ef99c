/* Decoding speed over the recorded corpus: `tsx decode.ts`; with `--fuzz 1000000` it decodes that many broken bodies. */
import { decodeLogs, DecodeError, decodeTraces, DEFAULT_DECODE_LIMITS, type Encoding } from "@spanledger/telemetry";
import { type CorpusRequest, corpusRequests } from "../packages/telemetry/test/corpus-requests.ts";
import { mutate, seededRandom } from "../packages/telemetry/test/mutate.ts";
import { referenceDecoder } from "../packages/telemetry/test/reference-decoder.ts";

const SECONDS = 3;
const fuzzAt = process.argv.indexOf("--fuzz");
const requests = corpusRequests();

if (fuzzAt === -1) {
  for (const encoding of ["protobuf", "json"] as const) measure(encoding, encoding, decode);
  measure("reference protobuf", "protobuf", ({ body }) => referenceDecoder.traces.decode(body));
} else {
  fuzz(Number(process.argv[fuzzAt + 1] ?? 1_000_000));
}

function measure(name: string, encoding: Encoding, run: (request: CorpusRequest) => unknown): void {
  const chosen = requests.filter((request) => request.signal === "traces" && request.encoding === encoding);
  for (const request of chosen) run(request);
  const start = process.cpuUsage();
  let spans = 0;
  let bytes = 0;
  let cpuSeconds = 0;
  while (cpuSeconds < SECONDS) {
    for (const request of chosen) {
      run(request);
      spans += request.records;
      bytes += request.body.length;
    }
    const used = process.cpuUsage(start);
    cpuSeconds = (used.user + used.system) / 1e6;
  }
  const perSecond = Math.round(spans / cpuSeconds).toLocaleString("en");
  const megabytes = Math.round(bytes / cpuSeconds / 1e6);
  console.log(
    `${name.padEnd(20)} ${perSecond} spans/CPU-s, ${megabytes} MB/CPU-s, ${Math.round(bytes / spans)} bytes a span`,
  );
}

function decode({ body, encoding, signal }: Pick<CorpusRequest, "body" | "encoding" | "signal">): unknown {
  return (signal === "logs" ? decodeLogs : decodeTraces)(body, encoding, DEFAULT_DECODE_LIMITS);
}

function fuzz(count: number): void {
  const random = seededRandom(1);
  const start = performance.now();
  let refused = 0;
  let slowestMs = 0;
  for (let done = 0; done < count; done += 1) {
    const request = requests[Math.floor(random() * requests.length)];
    if (request === undefined) throw new Error("The corpus is empty.");
    const body = Buffer.from(mutate(request.body, random));
    const from = performance.now();
    refused += decodeOrRefuse({ ...request, body });
    slowestMs = Math.max(slowestMs, performance.now() - from);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(
    `${count.toLocaleString("en")} broken bodies in ${seconds} s: ${refused.toLocaleString("en")} refused as a whole,`,
  );
  console.log(`the others decoded in part; nothing else was thrown, slowest ${slowestMs.toFixed(1)} ms.`);
}

/** 1 for a DecodeError; any other error ends the run. */
function decodeOrRefuse(request: CorpusRequest): number {
  try {
    decode(request);
    return 0;
  } catch (error) {
    if (error instanceof DecodeError) return 1;
    throw error;
  }
}
