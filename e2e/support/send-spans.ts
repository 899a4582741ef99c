import { INGEST_KEY } from "./stack.ts";

export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, string | number>>;
}

const BATCH = 2000;

/** Sends spans as OTLP/JSON, in several requests when there are many, and waits until they are accepted. */
export async function sendSpans(ingestUrl: string, spans: readonly SentSpan[]): Promise<void> {
  for (let from = 0; from < spans.length; from += BATCH) {
    const response = await fetch(`${ingestUrl}/v1/traces`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${INGEST_KEY}` },
      body: JSON.stringify({
        resourceSpans: [{ resource: {}, scopeSpans: [{ spans: spans.slice(from, from + BATCH).map(toOtlp) }] }],
      }),
    });
    if (!response.ok) throw new Error(`The ingest answered ${response.status}: ${await response.text()}`);
  }
}

function toOtlp({ startMs, endMs, attributes, parentSpanId = "", ...span }: SentSpan) {
  return {
    ...span,
    parentSpanId,
    kind: 3,
    startTimeUnixNano: `${Math.round(startMs * 1000)}000`,
    endTimeUnixNano: `${Math.round(endMs * 1000)}000`,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      key,
      value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
    })),
  };
}
