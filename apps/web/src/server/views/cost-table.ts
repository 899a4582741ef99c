import { costByDimension, type Dimension, type ProjectReader } from "@spanledger/clickhouse";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import type { Usage } from "#lib/usage/usage.ts";
import type { ScopedQuestion } from "../read/scoped-question.ts";

const SHOWN = 500;
const COMPARED = 1000;

export interface CostRow {
  readonly keys: readonly string[];
  readonly usage: Usage;
  /** null when it is not known, being one of too many former groups. */
  readonly previous: Usage | null;
}

export interface CostTable {
  readonly rows: readonly CostRow[];
  /** Everything beyond the rows, null when they are all. Rows and other add up to the total. */
  readonly other: { readonly usage: Usage; readonly groups: number } | null;
  readonly total: Usage;
  readonly previousTotal: Usage;
}

/** One row per group with what it was in the previous period. */
export async function costTable(
  reader: ProjectReader,
  question: ScopedQuestion,
  groupBy: readonly Dimension[],
): Promise<CostTable> {
  const { current, previous, filters, rates } = question;
  const ask = { groupBy: [...groupBy], filters: [...filters], rates };
  const [now, before] = await Promise.all([
    costByDimension(reader, { ...ask, range: current, limit: SHOWN }),
    costByDimension(reader, { ...ask, range: previous, limit: COMPARED }),
  ]);
  const former = new Map(before.rows.map(({ keys, ...usage }) => [JSON.stringify(keys), usage]));
  const missing = before.other === null ? NO_USAGE : null;
  const rows = now.rows.map(({ keys, ...usage }) => ({
    keys,
    usage,
    previous: former.get(JSON.stringify(keys)) ?? missing,
  }));
  if (now.other === null) return { rows, other: null, total: now.total, previousTotal: before.total };
  const { groups, ...usage } = now.other;
  return { rows, other: { usage, groups }, total: now.total, previousTotal: before.total };
}
