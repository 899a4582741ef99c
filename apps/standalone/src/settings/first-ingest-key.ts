import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createApiKey, type Store } from "@spanledger/clickhouse";
import { registerKey } from "./register-key.ts";

const KEY_FILE = "ingest-key";
const LABEL = "first start";

/**
 * The ingest key that the first start made. It is kept in the data folder, readable by its owner alone, so that each
 * start can print it; the database has only its hash.
 * @returns null when it was revoked since
 */
export async function firstIngestKey(store: Store, dataDir: string, nowMs: number): Promise<string | null> {
  const path = join(dataDir, KEY_FILE);
  const kept = (await readFile(path, "utf8").catch(() => "")).trim();
  if (kept !== "")
    return (await registerKey(store, { text: kept, scope: "ingest", label: LABEL, nowMs })) ? kept : null;
  const change = { changedBy: "system", nowMs };
  const { text } = await createApiKey(store, { project: "default", label: LABEL, scope: "ingest" }, change);
  await writeFile(path, `${text}\n`, { mode: 0o600 });
  return text;
}
