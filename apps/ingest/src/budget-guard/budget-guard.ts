import type { RecordedSpan } from "../process/processor.ts";
import type { BudgetState } from "./budget-state.ts";

export interface ReservationAsk {
  readonly projectId: string;
  /** Names of the protocol and `attr:<key>`. */
  readonly dimensions: Readonly<Record<string, string>>;
  /** Pico-dollars. */
  readonly estimatedUsd: bigint;
  readonly ttlMs: number;
  /** "" for none. */
  readonly idempotencyKey: string;
}

export type ReservationAnswer =
  | { readonly granted: true; readonly id: string; readonly expiresAtMs: number }
  | { readonly granted: false; readonly budget: BudgetState };

/** Enforces the blocking budgets: what exporters are told of them, and who may still call. */
export interface BudgetGuard {
  /** Every state that exporters have to know, for keys without a tenant ("") or of one. */
  states(projectId: string, tenant: string): BudgetState[];
  /** Grants a call its estimated cost in every budget that it counts for, or names the one that has no room. */
  reserve(ask: ReservationAsk): ReservationAnswer;
  settle(projectId: string, id: string, picoUsd: bigint): void;
  release(projectId: string, id: string): void;
  /** What it returns gives back the reservations of these spans' calls. Call that after the budgets have counted them. */
  observe(spans: readonly RecordedSpan[]): () => void;
  start(): void;
  stop(): void;
}
