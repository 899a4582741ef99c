import type { AdjustmentRow } from "@spanledger/clickhouse";
import { rowKey } from "../process/row-key.ts";
import type { TraceLedger } from "./judge-trace.ts";

/** Corrections that are durable but perhaps not readable yet. */
export interface AwaitedEntries {
  add(entries: readonly AdjustmentRow[], untilMs: number): void;
  /** Some correction of these rows cannot be read yet: what is stored is not the whole truth. */
  isMissing(ledger: Pick<TraceLedger, "rows" | "adjustments">, nowMs: number): boolean;
}

export function createAwaitedEntries(): AwaitedEntries {
  const awaited = new Map<string, { readonly revision: number; readonly untilMs: number }>();
  return {
    add(entries, untilMs) {
      for (const { writer, seq, revision } of entries) awaited.set(rowKey(writer, seq), { revision, untilMs });
    },
    isMissing({ rows, adjustments }, nowMs) {
      if (awaited.size === 0) return false;
      return rows.some(({ writer, seq }) => {
        const key = rowKey(writer, seq);
        const expected = awaited.get(key);
        if (expected === undefined) return false;
        const isThere = adjustments.some(
          (entry) => entry.seq === seq && entry.writer === writer && entry.revision >= expected.revision,
        );
        if (!isThere && nowMs < expected.untilMs) return true;
        awaited.delete(key);
        return false;
      });
    },
  };
}
