import type { Store } from "@spanledger/clickhouse";
import { z } from "zod";

/** The right to do a job that only one process may do at a time. */
export interface Lease {
  /** Takes or renews it. False while another process holds it. */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly store: Store;
  readonly name: string;
  readonly holder: string;
  readonly now: () => number;
  readonly durationMs?: number;
}

const LeaseRow = z.object({ holder: z.string(), expires_ms: z.coerce.number(), version: z.coerce.number() });

/**
 * A row in `leases`. ClickHouse has no compare-and-set, so a claim is written, read back, and holds only from the next
 * call on; two claims of one version are decided by name. Should two processes still overlap for a moment, their
 * corrections are healed by the next judgement, which goes by the sum of all entries.
 */
export function createLease({ store, name, holder, now, durationMs = 30_000 }: LeaseOptions): Lease {
  let confirmedUntilMs = 0;
  let claimedVersion = 0;

  async function newest(): Promise<z.infer<typeof LeaseRow> | undefined> {
    const [row] = await store.query({
      name: "lease",
      sql: `SELECT holder, toUnixTimestamp64Milli(expires_at) AS expires_ms, version FROM leases WHERE name = {name: String}
        ORDER BY version DESC, holder LIMIT 1 SETTINGS max_execution_time = 5`,
      params: { name },
      schema: LeaseRow,
    });
    return row;
  }

  async function claim(version: number, expiresMs: number): Promise<void> {
    const at = (ms: number) => new Date(ms).toISOString().replace("T", " ").replace("Z", "");
    await store.insertRows("leases", [
      { name, holder, acquired_at: at(now()), expires_at: at(expiresMs), version: String(version) },
    ]);
    claimedVersion = version;
  }

  return {
    async hold() {
      const nowMs = now();
      if (nowMs < confirmedUntilMs - durationMs / 2) return true;
      const row = await newest();
      const isMine = row?.holder === holder && row.version === claimedVersion && row.expires_ms > nowMs;
      if (isMine) {
        confirmedUntilMs = row.expires_ms;
        if (nowMs >= row.expires_ms - durationMs / 2) await claim(row.version + 1, nowMs + durationMs);
        return true;
      }
      confirmedUntilMs = 0;
      if (row === undefined || row.expires_ms <= nowMs) await claim((row?.version ?? 0) + 1, nowMs + durationMs);
      return false;
    },
    async release() {
      const row = await newest();
      if (row?.holder === holder) await claim(row.version + 1, now());
      confirmedUntilMs = 0;
    },
  };
}
