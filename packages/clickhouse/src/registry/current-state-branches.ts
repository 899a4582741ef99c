import type { Binder } from "./create-binder.ts";
import { filterExpression } from "./filter-expression.ts";
import { isAttributeDimension } from "./is-attribute-dimension.ts";
import type { UsageFilter } from "./usage-filter.ts";

export interface CurrentState {
  readonly filters: readonly UsageFilter[];
  readonly countedOnly: boolean;
  readonly billingStates: readonly string[];
  readonly costStatuses: readonly string[];
  readonly errorsOnly: boolean;
  /** More conditions on columns that spans and corrections share, each led by AND. */
  readonly judged?: string;
  /** The time condition for a table of that alias. */
  readonly within: (table: string) => string;
}

/**
 * Keeps spans (`t`) whose current state matches: a corrected row is judged by its newest correction, any other by itself. Each
 * is led by AND and no row matches two. Together in one condition they would hide from the engine which granules to read.
 */
export function currentStateBranches(state: CurrentState, binder: Binder): readonly string[] {
  const attributes = state.filters.filter((filter) => isAttributeDimension(filter.dimension));
  const named = state.filters.filter((filter) => !isAttributeDimension(filter.dimension));
  const fixed = `${filterExpression(attributes, "spans", binder)}${state.errorsOnly ? " AND t.status = 'error'" : ""}`;
  const judged = `${filterExpression(named, "spans", binder)}${statesExpression(state, binder)}${state.judged ?? ""}`;
  if (judged === "" && !state.countedOnly) return [fixed];
  const own = `${judged}${state.countedOnly ? " AND t.booked = 1" : ""}`;
  const corrections = `FROM adjustments AS t WHERE t.project = {project: String} AND ${state.within("t")} AND t.entry = 'book'`;
  const matching = (columns: string) =>
    `SELECT ${columns} FROM (SELECT * ${corrections} ORDER BY t.revision DESC LIMIT 1 BY t.writer, t.seq) AS t WHERE 1${judged}${state.countedOnly ? " AND t.calls = 1" : ""}`;
  return [
    `${fixed}${own} AND (t.writer, t.seq) NOT IN (SELECT t.writer, t.seq ${corrections})`,
    `${fixed} AND t.start_time IN (${matching("t.start_time")}) AND (t.writer, t.seq) IN (${matching("t.writer, t.seq")})`,
  ];
}

function statesExpression({ billingStates, costStatuses }: CurrentState, binder: Binder): string {
  const states =
    billingStates.length === 0
      ? ""
      : ` AND toString(t.billing_state) IN ${binder.bind("Array(String)", billingStates)}`;
  const costs = costStatuses.length === 0 ? "" : ` AND t.cost_status IN ${binder.bind("Array(String)", costStatuses)}`;
  return `${states}${costs}`;
}
