/** What amounts are in. They come converted, each call at the rate of its day; the rate here is for the reader. */
export interface DisplayCurrency {
  readonly code: string;
  /** Units of `code` for one dollar on `rateDate`, decimal text: the newest rate that was used. */
  readonly perUsd: string;
  /** ISO date of that rate, "" for USD. */
  readonly rateDate: string;
}

export const USD: DisplayCurrency = { code: "USD", perUsd: "1", rateDate: "" };
