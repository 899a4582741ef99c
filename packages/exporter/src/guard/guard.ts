import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { Usage } from "./price/usage.ts";

/** A model call that is about to be made. */
export interface ModelCall {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** Length of the request in characters, for the estimate of a reservation. */
  readonly promptLength?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
}

/** Permission for one model call; end it exactly once. */
export interface Admission {
  /** The call was answered. `usage` is undefined when the answer did not say. */
  settle(usage: Usage | undefined): void;
  /** The call was not made or not answered. */
  cancel(): void;
}

export interface Guard {
  /**
   * Asks before a model call. Answers at once unless a budget near its limit needs a reservation.
   * @throws RunawayHaltedError, BudgetExceededError or GuardUnavailableError when the call must not be made
   */
  admit(call: ModelCall): Admission | Promise<Admission>;
  /** Sees a finished span; `SpanledgerProcessor` calls it. */
  observe(span: ReadableSpan): void;
  /** Waits for the platform's decisions, at most `timeoutMs` (2,000): true when they are here. */
  ready(timeoutMs?: number): Promise<boolean>;
  /** Whether the connection to the platform stands. */
  readonly connected: boolean;
  /** Ends the connection; limits of this process go on working. */
  close(): void;
}
