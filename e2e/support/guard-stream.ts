import { INGEST_KEY, pause } from "./stack.ts";

export interface GuardEvent {
  readonly event: string;
  readonly data: Record<string, unknown>;
  readonly atMs: number;
}

export interface GuardStream {
  /** Resolves with the first event of that kind about the trace, or rejects when the time is up. */
  wait(event: string, traceId: string, ms: number): Promise<GuardEvent>;
  close(): void;
}

/** Listens to the guard's stream as an exporter does. */
export async function openGuardStream(ingestUrl: string, key = INGEST_KEY): Promise<GuardStream> {
  const ending = new AbortController();
  const answer = await fetch(`${ingestUrl}/v1/guard/stream`, { headers: { "x-api-key": key }, signal: ending.signal });
  if (!answer.ok || answer.body === null) throw new Error(`The stream answered ${answer.status}.`);
  const events: GuardEvent[] = [];
  void collect(answer.body, events).catch(() => undefined);
  return {
    async wait(event, traceId, ms) {
      const deadline = Date.now() + ms;
      for (;;) {
        const found = events.find((one) => one.event === event && one.data["trace_id"] === traceId);
        if (found !== undefined) return found;
        if (Date.now() > deadline) throw new Error(`No ${event} within ${ms} ms: ${JSON.stringify(events)}`);
        await pause(10);
      }
    },
    close: () => ending.abort(),
  };
}

async function collect(body: ReadableStream<Uint8Array>, events: GuardEvent[]): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    const blocks = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = /^event: (.+)$/m.exec(block)?.[1];
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (event !== undefined && data !== undefined)
        events.push({ event, data: JSON.parse(data) as Record<string, unknown>, atMs: Date.now() });
    }
  }
}
