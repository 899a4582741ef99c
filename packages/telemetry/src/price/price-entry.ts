/** Dollars per million tokens as decimal text, by bucket. */
export interface EntryRates {
  readonly input?: string;
  readonly cacheRead?: string;
  readonly cacheWrite5m?: string;
  readonly cacheWrite1h?: string;
  readonly output?: string;
  readonly reasoning?: string;
  readonly audioInput?: string;
  readonly audioCacheRead?: string;
  readonly audioOutput?: string;
  readonly imageInput?: string;
  readonly imageOutput?: string;
}

/**
 * A price as written in price/overlay/*.json and in a project's overrides.
 * `from` and `until` (exclusive) are ISO dates or times in UTC; absent means open.
 */
export interface PriceEntry extends EntryRates {
  /** Model ids it holds for, as emitted; compared without case. */
  readonly models: readonly string[];
  /** `batch`, `flex`, `priority`, ...; absent: the standard tier. */
  readonly tier?: string;
  readonly from?: string;
  readonly until?: string;
  /** Hours of a day in UTC, `HH:MM`, on `days` (0 = Sunday; absent: every day). */
  readonly hours?: { readonly start: string; readonly end: string; readonly days?: readonly number[] };
  /** Rates for calls with more input tokens than `tokens`; buckets left out keep the lower rate. */
  readonly above?: readonly (EntryRates & { readonly tokens: number })[];
  /** Dollars per unit as decimal text, e.g. { search: "0.01" }. */
  readonly units?: Readonly<Record<string, string>>;
  readonly free?: boolean;
}

/** A price set by a project. It wins over every list. */
export interface PriceOverride extends PriceEntry {
  readonly id: string;
  /** Any spelling of the provider; "" holds for every provider. */
  readonly provider: string;
  /** Provider region it is limited to; absent or "" means any. */
  readonly region?: string;
}

/** Says that a name (an Azure deployment, a Bedrock application profile) is a model of the list. */
export interface ModelAlias {
  /** Any spelling of the provider; "" holds for every provider. */
  readonly provider: string;
  /** The name as emitted; compared without case. */
  readonly alias: string;
  readonly model: string;
  /** Provider whose list has `model`; absent: the call's own. */
  readonly modelProvider?: string;
}
