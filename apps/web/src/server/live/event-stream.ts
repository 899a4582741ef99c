export interface TailEvent {
  /** `end` closes the stream. */
  readonly event: "calls" | "end";
  /** Where to go on after this event. */
  readonly id: string;
  readonly data: unknown;
}

export interface EventStreamOptions {
  /** null: nothing new. */
  readonly poll: () => Promise<TailEvent | null>;
  readonly signal: AbortSignal;
  /** Called once, when the stream is over. */
  readonly release: () => void;
  readonly pollMs: number;
  readonly maxMs: number;
  readonly now: () => number;
}

/** A comment now and then, so that a proxy does not take a quiet stream for a dead one. */
const KEEP_ALIVE_MS = 15_000;
const RETRY_MS = 1500;

/** Server-sent events from a poll. A failed poll is told to the reader and tried again; nothing is queued for a slow one. */
export function eventStream(options: EventStreamOptions): ReadableStream<Uint8Array> {
  const { poll, signal, release, pollMs, maxMs, now } = options;
  const encoder = new TextEncoder();
  const startedMs = now();
  let spokenMs = startedMs;
  let isOver = false;
  const finish = () => {
    isOver = true;
    release();
  };
  signal.addEventListener("abort", finish, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
      cancel: finish,
      // Called when the reader has room: a slow reader is asked for less, not sent more.
      async pull(controller) {
        for (;;) {
          if (isOver || now() - startedMs >= maxMs) {
            finish();
            controller.close();
            return;
          }
          const text = await nextText(poll);
          if (text.isEnd) finish();
          if (text.body !== "" || now() - spokenMs >= KEEP_ALIVE_MS) {
            spokenMs = now();
            controller.enqueue(encoder.encode(text.body || ": still here\n\n"));
            if (!text.isEnd) await pause(pollMs, signal);
            else controller.close();
            return;
          }
          await pause(pollMs, signal);
        }
      },
    },
    { highWaterMark: 1 },
  );
}

async function nextText(poll: EventStreamOptions["poll"]): Promise<{ body: string; isEnd: boolean }> {
  try {
    const found = await poll();
    if (found === null) return { body: "", isEnd: false };
    const id = found.id === "" ? "" : `id: ${found.id}\n`;
    return {
      body: `event: ${found.event}\n${id}data: ${JSON.stringify(found.data)}\n\n`,
      isEnd: found.event === "end",
    };
  } catch {
    return {
      body: `event: problem\ndata: {"message":"The database does not answer at the moment."}\n\n`,
      isEnd: false,
    };
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });
}
