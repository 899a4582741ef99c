import type { LoopLimits } from "@spanledger/guard";
import type { ConnectionOptions } from "../connection.ts";
import type { LocalLimits } from "./limits/local-limits.ts";
import type { ModelPrices } from "./price/model-prices.ts";
import type { Refusal } from "./refusal-of.ts";

export interface GuardOptions extends ConnectionOptions {
  /**
   * `block` (the default) refuses calls: at limits of this process, at halts that the platform blocks, and at used-up
   * budgets whose action is to block. `observe` only reports what it would have refused.
   */
  readonly policy?: "observe" | "block" | undefined;
  /** What happens to calls while the platform cannot be reached: `open` (made, the default) or `closed` (refused). */
  readonly whenUnreachable?: "open" | "closed" | undefined;
  /** Limits that hold in this process, without a connection. None unless given. */
  readonly limits?: LocalLimits | undefined;
  /**
   * Thresholds for loops of tools in the spans of this process, e.g. `{ sameCalls: 4 }`; null switches a rule
   * off. False finds none in this process; the limits and the platform, which has more rules, remain.
   */
  readonly loops?: false | Partial<LoopLimits> | undefined;
  /** US dollars per million tokens by model name; cost limits and reservations need them. */
  readonly prices?: ModelPrices | undefined;
  /** False makes no connection: only what this process knows counts. */
  readonly stream?: boolean | undefined;
  /** Called instead of throwing; return "allow" to make the call all the same, throw an error of your own, or nothing. */
  readonly onRefused?: ((refusal: Refusal) => "allow" | void) | undefined;
  /** Called once per trace and rule with what the policy `observe` let pass. */
  readonly onObserved?: ((refusal: Refusal) => void) | undefined;
  /** Name of this service and its environment, for budgets of these; the OTEL_ variables else. */
  readonly service?: string | undefined;
  readonly environment?: string | undefined;
  /** Milliseconds to wait for a reservation; 300 unless given. */
  readonly reservationTimeoutMs?: number | undefined;
  /** What a call costs at most when its price is not known, in US dollars; "0.05" unless given. */
  readonly assumedCallUsd?: string | undefined;
}
