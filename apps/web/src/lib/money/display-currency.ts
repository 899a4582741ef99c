/** How money is shown. `perUsd` is a decimal string: how many units of `code` one dollar buys. */
export interface DisplayCurrency {
  readonly code: string;
  readonly perUsd: string;
  /** ISO date of the reference rate, "" for USD. */
  readonly rateDate: string;
  readonly source: string;
}

export const USD: DisplayCurrency = { code: "USD", perUsd: "1", rateDate: "", source: "" };
