import { encodeTraces } from "./encode-traces.ts";
import type { DemoTrace } from "./demo-span.ts";

const SPANS_PER_REQUEST = 1000;
const ATTEMPTS = 20;

export interface SendOptions {
  /** Where OTLP is received, e.g. `http://127.0.0.1:4318`. */
  readonly ingestUrl: string;
  readonly key: string;
  /** A batch was confirmed: its traces, and all spans so far. */
  readonly onBatch: (batch: { readonly traces: number; readonly spans: number }) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Posts traces to the ingest port as any exporter would: batches, and a pause when it is told to wait. */
export async function sendDemo(traces: Iterable<DemoTrace>, options: SendOptions): Promise<number> {
  let sent = 0;
  for (const batch of batches(traces)) {
    await post(encodeTraces(batch), options);
    sent += batch.reduce((sum, trace) => sum + trace.length, 0);
    await options.onBatch({ traces: batch.length, spans: sent });
  }
  return sent;
}

function* batches(traces: Iterable<DemoTrace>): Generator<DemoTrace[]> {
  let batch: DemoTrace[] = [];
  let spans = 0;
  for (const trace of traces) {
    batch.push(trace);
    spans += trace.length;
    if (spans < SPANS_PER_REQUEST) continue;
    yield batch;
    batch = [];
    spans = 0;
  }
  if (batch.length > 0) yield batch;
}

async function post(body: Uint8Array<ArrayBuffer>, { ingestUrl, key, signal }: SendOptions): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${ingestUrl}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/x-protobuf", authorization: `Bearer ${key}` },
      body,
      signal,
    });
    const answer = await response.text();
    if (response.ok) return;
    const mayRetry = response.status === 429 || response.status === 503;
    if (!mayRetry || attempt === ATTEMPTS)
      throw new Error(`Ingest answered ${response.status}: ${answer.slice(0, 200)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
