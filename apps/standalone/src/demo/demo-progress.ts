import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";

const DemoProgress = z.object({
  /** End of the history, milliseconds since the epoch: a second attempt makes the same spans again. */
  nowMs: z.number().int(),
  /** Traces that ingest has confirmed. */
  tracesSent: z.number().int(),
  done: z.boolean(),
});
export type DemoProgress = z.infer<typeof DemoProgress>;

/** How far loading the demo got, from its file in the data folder; null before the first attempt. */
export async function readDemoProgress(path: string): Promise<DemoProgress | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  return text === null ? null : DemoProgress.parse(JSON.parse(text));
}

export async function writeDemoProgress(path: string, progress: DemoProgress): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(progress), { mode: 0o600 });
  await rename(`${path}.new`, path);
}
