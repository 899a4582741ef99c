import { COST_COLUMNS, DIMENSION_COLUMNS, type LedgerState, TOKEN_COLUMNS } from "./ledger-state.ts";

/**
 * Whether two states say the same. Amounts, dimensions and price are compared only where they count: a booking that
 * takes a span out states no amounts.
 */
export function areStatesEqual(left: LedgerState, right: LedgerState): boolean {
  if (left.isCounted !== right.isCounted) return false;
  if (left.billing_state !== right.billing_state || left.superseded_by !== right.superseded_by) return false;
  if (!left.isCounted) return true;
  return (
    DIMENSION_COLUMNS.every((column) => left[column] === right[column]) &&
    TOKEN_COLUMNS.every((column) => left[column] === right[column]) &&
    COST_COLUMNS.every((column) => left[column] === right[column]) &&
    left.ttft_ns === right.ttft_ns &&
    left.reported_cost === right.reported_cost &&
    left.cost_status === right.cost_status &&
    left.unpriced_reason === right.unpriced_reason &&
    left.price_id === right.price_id &&
    left.price_source === right.price_source &&
    left.price_date === right.price_date &&
    left.price_modifiers.join("\n") === right.price_modifiers.join("\n")
  );
}
