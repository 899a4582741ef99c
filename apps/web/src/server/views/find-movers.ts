import { costByDimension, type Dimension, type ProjectReader } from "@spanledger/clickhouse";
import { parseAmount } from "#lib/money/parse-amount.ts";
import { splitChange, type ChangeSplit } from "#lib/money/split-change.ts";
import { NO_USAGE } from "#lib/usage/no-usage.ts";
import { pricedCalls } from "#lib/usage/usage-facts.ts";
import type { Usage } from "#lib/usage/usage.ts";
import type { ScopedQuestion } from "../read/scoped-question.ts";

const SHOWN = 8;
const COMPARED = 1000;

export interface Mover {
  readonly keys: readonly string[];
  readonly before: Usage;
  readonly after: Usage;
  readonly split: ChangeSplit;
}

/** The biggest changes of spend between the two windows, in either direction. */
export async function findMovers(
  reader: ProjectReader,
  question: ScopedQuestion,
  groupBy: readonly Dimension[],
): Promise<readonly Mover[]> {
  const ask = { groupBy: [...groupBy], filters: [...question.filters], rates: question.rates, limit: COMPARED };
  const [after, before] = await Promise.all([
    costByDimension(reader, { ...ask, range: question.current }),
    costByDimension(reader, { ...ask, range: question.previous }),
  ]);
  const rows = new Map<string, { keys: readonly string[]; before: Usage; after: Usage }>();
  for (const { keys, ...usage } of after.rows) rows.set(JSON.stringify(keys), { keys, before: NO_USAGE, after: usage });
  for (const { keys, ...usage } of before.rows) {
    const id = JSON.stringify(keys);
    rows.set(id, { keys, before: usage, after: rows.get(id)?.after ?? NO_USAGE });
  }
  return [...rows.values()]
    .map((row) => ({ ...row, split: splitChange(spendOf(row.before), spendOf(row.after)) }))
    .filter(({ split }) => split.total !== "0")
    .toSorted((a, b) => compare(magnitude(b.split.total), magnitude(a.split.total)))
    .slice(0, SHOWN);
}

function spendOf(usage: Usage) {
  return { costUsd: usage.costUsd ?? "0", pricedCalls: pricedCalls(usage) };
}

function magnitude(usd: string): bigint {
  const pico = parseAmount(usd);
  return pico < 0n ? -pico : pico;
}

function compare(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? 1 : -1;
}
