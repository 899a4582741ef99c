import { join } from "node:path";
import { apiKeys, createApiKey, projects, revokeApiKey, type Store } from "@spanledger/clickhouse";
import { readDemoProgress } from "./demo-progress.ts";
import { loadDemo } from "./load-demo.ts";
import { saveDemoBudgets } from "./save-demo-budgets.ts";

export interface DemoProjectOptions {
  readonly store: Store;
  readonly dataDir: string;
  readonly ingestUrl: string;
  readonly signal: AbortSignal;
  /** Resolves when what was sent is on the pages. */
  readonly caughtUp: () => Promise<void>;
  readonly print: (line: string) => void;
}

/** Fills the demo project in the background, with a key of its own that is revoked afterwards. Never throws. */
export async function loadDemoProject({
  store,
  dataDir,
  ingestUrl,
  signal,
  caughtUp,
  print,
}: DemoProjectOptions): Promise<void> {
  const progressFile = join(dataDir, "demo.json");
  let keyId: string | undefined;
  try {
    if (await isUnwanted(store)) return;
    if ((await readDemoProgress(progressFile))?.done) return await saveDemoBudgets(store, Date.now());
    const nowMs = Date.now();
    const change = { changedBy: "system", nowMs };
    const { text, key } = await createApiKey(store, { project: "demo", label: "demo data", scope: "ingest" }, change);
    keyId = key.id;
    print("Loading the demo project in the background");
    const onProgress = (spans: number): void => {
      if (spans % 10_000 < 1_000) print(`Demo project: ${spans.toLocaleString("en")} spans sent`);
    };
    const spans = await loadDemo({ progressFile, ingestUrl, key: text, nowMs, signal, onProgress });
    await caughtUp();
    // After the spans: the thresholds that they crossed are told once, not one by one.
    await saveDemoBudgets(store, Date.now());
    await revokeApiKey(store, key, { changedBy: "system", nowMs: Date.now() });
    print(
      `The demo project is loaded: ${spans.toLocaleString("en")} spans in ${((Date.now() - nowMs) / 1000).toFixed(1)} s`,
    );
  } catch (error) {
    if (signal.aborted || (await isUnwanted(store, keyId).catch(() => false))) return;
    print(
      `The demo project could not be loaded (${error instanceof Error ? error.message : String(error)}); the next start goes on with it.`,
    );
  }
}

/**
 * Whoever deletes the demo project does not want it back at the next start, nor the rest of one that is being loaded:
 * deleting begins with its keys and ends with the project.
 */
async function isUnwanted(store: Store, keyId?: string): Promise<boolean> {
  if ((await projects(store).list({ id: "demo" })).length === 0) return true;
  if (keyId === undefined) return false;
  const [key] = await apiKeys(store).list({ project: "demo", id: keyId });
  return key !== undefined && key.revoked_at !== null;
}
