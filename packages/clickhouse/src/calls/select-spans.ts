/** The same order, over `spans AS t` and over the columns that were selected (`q`). */
export interface SpanOrder {
  readonly table: string;
  readonly found: string;
}

export interface SpanQuestion {
  readonly columns: string;
  /** Conditions of which a row fulfils one, never two. */
  readonly branches: readonly string[];
  readonly order: SpanOrder;
  /** As bound. */
  readonly limit: string;
}

/** A select of the first spans of an order. Each branch stops at the limit by itself and reads the other columns last. */
export function selectSpans({ columns, branches, order, limit }: SpanQuestion): string {
  const selects = branches.map(
    (branch) => `SELECT ${columns} FROM spans AS t WHERE ${branch} ORDER BY ${order.table} LIMIT ${limit}`,
  );
  if (selects.length === 1) return selects.join("");
  return `SELECT * FROM (\n${selects.join("\nUNION ALL\n")}\n) AS q ORDER BY ${order.found} LIMIT ${limit}`;
}
