/** There is no embedded engine for this machine. */
export class UnsupportedPlatformError extends Error {
  override readonly name = "UnsupportedPlatformError";

  constructor(platform: string, cause: unknown) {
    super(
      `There is no embedded ClickHouse for ${platform}: set SPANLEDGER_CLICKHOUSE_URL to a ClickHouse server instead.`,
      { cause },
    );
  }
}
