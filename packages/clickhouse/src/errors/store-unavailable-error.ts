/** The database cannot be reached or opened right now. Trying again later may work. */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";

  constructor(what: string, cause: unknown) {
    super(`ClickHouse is not available (${what}): ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
