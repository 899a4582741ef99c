import { type Change, type LedgerSettings, ledgerSettings, type Store } from "@spanledger/clickhouse";
import { LOG_SYSTEM } from "@spanledger/ledger";
import { appendRecord } from "./append-record.ts";

const KEYS = {
  enabled: "log.enabled",
  role: "log.role",
  annex3: "log.annex3",
  policy_version: "log.policy_version",
  ifu_version: "log.ifu_version",
} as const satisfies Partial<Record<keyof LedgerSettings, string>>;

/** Changes what a project logs; each changed setting is a record of the log itself. */
export async function changeLedgerSettings(store: Store, value: LedgerSettings, change: Change): Promise<void> {
  const table = ledgerSettings(store);
  const [before] = await table.list({ project: value.project });
  for (const [name, key] of Object.entries(KEYS)) {
    const column = name as keyof typeof KEYS;
    const from = String(before?.[column] ?? (column === "enabled" ? true : ""));
    const to = String(value[column]);
    if (from === to) continue;
    const d = { event: "config", key, from, to } as const;
    await appendRecord(store, value.project, { ...change, record: { kind: "control", sys: LOG_SYSTEM, d } });
  }
  await table.put(value, change);
}
