import { readDemoProgress, writeDemoProgress } from "./demo-progress.ts";
import { generateDemo } from "./generate-demo.ts";
import { sendDemo } from "./send-demo.ts";

const SEED = 20_261;

export interface LoadDemoOptions {
  /** Remembers what was sent, so that the demo is loaded once and an interrupted load goes on where it stopped. */
  readonly progressFile: string;
  readonly ingestUrl: string;
  readonly key: string;
  readonly nowMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (spans: number) => void;
}

/** Sends the demo project through the ingest port. Returns the spans sent now, 0 when it was loaded before. */
export async function loadDemo(options: LoadDemoOptions): Promise<number> {
  const { progressFile, nowMs } = options;
  const progress = (await readDemoProgress(progressFile)) ?? { nowMs, tracesSent: 0, done: false };
  if (progress.done) return 0;
  const { tracesSent } = progress;
  let confirmed = tracesSent;
  const spans = await sendDemo(skip(generateDemo({ seed: SEED, nowMs: progress.nowMs }), tracesSent), {
    ...options,
    onBatch: async ({ traces, spans: sent }) => {
      confirmed += traces;
      await writeDemoProgress(progressFile, { ...progress, tracesSent: confirmed });
      options.onProgress(sent);
    },
  });
  await writeDemoProgress(progressFile, { ...progress, tracesSent: confirmed, done: true });
  return spans;
}

function* skip<T>(items: Iterable<T>, count: number): Generator<T> {
  let index = 0;
  for (const item of items) if (index++ >= count) yield item;
}
