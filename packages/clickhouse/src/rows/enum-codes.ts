import type { BillingState, Role } from "@spanledger/telemetry";

export type SpanStatus = "unset" | "ok" | "error";
/** `reverse` takes the old booking out, `book` states the new one. */
export type AdjustmentEntry = "reverse" | "book";

/** Enum8 codes of the DDL. */
export const ROLE_CODES = { none: 0, call: 1, rollup: 2 } as const satisfies Record<Role, number>;

export const SPAN_STATUS_CODES = { unset: 0, ok: 1, error: 2 } as const satisfies Record<SpanStatus, number>;

export const ADJUSTMENT_ENTRY_CODES = { reverse: 0, book: 1 } as const satisfies Record<AdjustmentEntry, number>;

export const BILLING_STATE_CODES = {
  none: 0,
  billed: 1,
  provisional: 2,
  superseded: 3,
  duplicate: 4,
  cached: 5,
} as const satisfies Record<BillingState, number>;
