import { type Change, type RetentionSettings, retentionSettings, type Store } from "@spanledger/clickhouse";
import { LOG_SYSTEM } from "@spanledger/ledger";
import { appendRecord } from "./append-record.ts";

const KEYS = {
  content_days: "retention.content",
  span_days: "retention.spans",
  record_days: "retention.records",
} as const;

/** Changes how long a project keeps its data; each changed setting is a record of the log itself, written first. */
export async function changeRetention(store: Store, value: RetentionSettings, change: Change): Promise<void> {
  const table = retentionSettings(store);
  const [before] = await table.list({ project: value.project });
  for (const [name, key] of Object.entries(KEYS)) {
    const column = name as keyof typeof KEYS;
    const from = before?.[column] ?? "";
    const to = value[column];
    if (from === to) continue;
    const d = { event: "config", key, from: from || "ever", to: to || "ever" } as const;
    await appendRecord(store, value.project, { ...change, record: { kind: "control", sys: LOG_SYSTEM, d } });
  }
  await table.put(value, change);
}
