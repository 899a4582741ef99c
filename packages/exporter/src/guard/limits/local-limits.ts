/** What one trace, or one tenant in one minute, may use in this process. A limit of 10 calls allows exactly 10. */
export interface LocalLimits {
  readonly perTrace?: TraceLimits | undefined;
  /** Rolling 60 seconds; calls without a tenant count together. */
  readonly perTenantPerMinute?: UseLimits | undefined;
}

export interface UseLimits {
  readonly calls?: number | undefined;
  readonly tokens?: number | undefined;
  /** US dollars, e.g. "2.50"; needs `prices`. */
  readonly costUsd?: string | number | undefined;
}

export interface TraceLimits extends UseLimits {
  /** Calls of one trace that are under way at the same time. */
  readonly fanOut?: number | undefined;
}
