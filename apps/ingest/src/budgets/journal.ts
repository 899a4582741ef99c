import type { ScopeDimension } from "@spanledger/alerts";
import type { Spend } from "./budget-book.ts";

/** Spends that are counted here and perhaps not in ClickHouse yet, by the segment of the spool that has them. */
export interface Journal {
  put(spend: Spend, entry: { readonly segment: number; readonly dimensions: readonly ScopeDimension[] }): void;
  /** Forgets what is queryable up to a segment; gives the rest. */
  after(segment: number): readonly Spend[];
}

/** More waits only while ClickHouse is away, and then the next count of the stored rows puts it right. */
const MAX_ENTRIES = 500_000;

export function createJournal(): Journal {
  let entries: { readonly segment: number; readonly spend: Spend }[] = [];
  return {
    put(spend, { segment, dimensions }) {
      if (entries.length >= MAX_ENTRIES) return;
      // Only the values that a budget asks for: the call itself, with its content, is not held.
      const values = new Map(dimensions.map((dimension) => [dimension, spend.lookup(dimension)]));
      entries.push({ segment, spend: { ...spend, lookup: (dimension) => values.get(dimension) ?? "" } });
    },
    after(segment) {
      entries = entries.filter((entry) => entry.segment > segment);
      return entries.map(({ spend }) => spend);
    },
  };
}
