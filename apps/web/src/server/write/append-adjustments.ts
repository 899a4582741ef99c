import { createHash } from "node:crypto";
import { encodeAdjustmentRows, type AdjustmentRow, type Store } from "@spanledger/clickhouse";

/**
 * Stores corrections at once. The token says what they change, not when or by whom: the same correction sent twice, by a
 * retry or by two people at the same moment, is stored once.
 */
export async function appendAdjustments(store: Store, rows: readonly AdjustmentRow[]): Promise<void> {
  const meaning = encodeAdjustmentRows(rows.map((row) => ({ ...row, recorded_at: 0n, recorded_by: "" })));
  const token = `reprice-${createHash("sha256").update(meaning).digest("hex")}`;
  await store.loadRows({ table: "adjustments", source: { bytes: encodeAdjustmentRows(rows) }, token });
}
