import type { UnpricedReason } from "../priced.ts";
import type { PriceCard } from "./price-card.ts";

/** What a price is looked up by. All ids as emitted. */
export interface PriceSubject {
  readonly provider: string;
  readonly requestModel: string;
  readonly responseModel: string;
  readonly serviceTier: string;
  readonly region: string;
}

/** Every price of a subject over time, in order of precedence, or why there is none. */
export type PriceTimeline =
  | {
      readonly cards: readonly PriceCard[];
      /** UTC milliseconds before which the id cannot have been called; -Infinity when it says no date. */
      readonly notBeforeMs: number;
    }
  | { readonly reason: UnpricedReason };
