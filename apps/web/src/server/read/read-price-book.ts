import { modelAliases, priceOverrides, toAliasEntry, toPriceEntry, type Store } from "@spanledger/clickhouse";
import { createPriceBook, type PriceBook } from "@spanledger/telemetry";

/** The prices of a project as they are set at this moment. */
export async function readPriceBook(store: Store, project: string): Promise<PriceBook> {
  const [overrides, aliases] = await Promise.all([
    priceOverrides(store).list({ project }),
    modelAliases(store).list({ project }),
  ]);
  return createPriceBook({ overrides: overrides.map(toPriceEntry), aliases: aliases.map(toAliasEntry) });
}
