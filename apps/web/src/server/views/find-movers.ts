import {
  type CostChange,
  costChanges,
  type CostParts,
  type Dimension,
  type ProjectReader,
} from "@spanledger/clickhouse";
import { splitChange, type ChangeSplit } from "#lib/money/split-change.ts";
import { sumUsd } from "#lib/money/sum-usd.ts";
import type { ScopedQuestion } from "../read/scoped-question.ts";

const SHOWN = 8;

/** Sums of a group in one period. */
export interface MoverPeriod {
  readonly calls: number;
  readonly unpricedCalls: number;
  readonly noUsageCalls: number;
  /** null when the cost of none of the calls is known. */
  readonly costUsd: string | null;
}

export interface Mover {
  readonly keys: readonly string[];
  readonly before: MoverPeriod;
  readonly after: MoverPeriod;
  readonly split: ChangeSplit;
}

export interface Movers {
  /** What the mix is made of: models, or features for a tenant, whose models no roll-up has. */
  readonly mixBy: "model" | "feature";
  readonly movers: readonly Mover[];
}

/** The biggest changes of spend between the two windows, in either direction, and what they are made of. */
export async function findMovers(
  reader: ProjectReader,
  question: ScopedQuestion,
  groupBy: readonly Dimension[],
): Promise<Movers> {
  const mixBy = groupBy.includes("tenant") ? "feature" : "model";
  const changes = await costChanges(reader, {
    range: question.current,
    previous: question.previous,
    groupBy: [...groupBy],
    mixBy,
    filters: [...question.filters],
    rates: question.rates,
    limit: SHOWN,
  });
  return { mixBy, movers: changes.map(toMover) };
}

function toMover({ keys, parts }: CostChange): Mover {
  return {
    keys,
    before: periodOf(parts.map(({ before }) => before)),
    after: periodOf(parts.map(({ after }) => after)),
    split: splitChange(parts),
  };
}

function periodOf(parts: readonly (CostParts | null)[]): MoverPeriod {
  const present = parts.filter((part) => part !== null);
  const count = (pick: (part: CostParts) => number) => present.reduce((sum, part) => sum + pick(part), 0);
  const calls = count((part) => part.calls);
  const unpricedCalls = count((part) => part.unpricedCalls);
  const noUsageCalls = count((part) => part.noUsageCalls);
  const costUsd = sumUsd(present.map((part) => part.costUsd));
  const isUnknown = calls > 0 && unpricedCalls + noUsageCalls >= calls && costUsd === "0";
  return { calls, unpricedCalls, noUsageCalls, costUsd: isUnknown ? null : costUsd };
}
