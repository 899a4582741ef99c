import { modelAliases, priceOverrides, projects, type Store, toAliasEntry, toPriceEntry } from "@spanledger/clickhouse";
import { type CostSource, createPriceBook, type PriceBook, type PriceBookOptions } from "@spanledger/telemetry";

/** A new price holds for spans that arrive after this time at the latest. */
const REFRESH_MS = 1_500;

export interface PriceBooks {
  readonly priceBookFor: (projectId: string) => PriceBook;
  readonly costSourceFor: (projectId: string) => CostSource;
  refresh(): Promise<void>;
  close(): void;
}

interface Compiled {
  /** The settings as text: an unchanged book keeps what it has looked up. */
  readonly settings: string;
  readonly book: PriceBook;
}

export interface PriceBooksOptions {
  readonly store: Store;
  /** Settings that cannot be read; the last good ones stay in force. */
  readonly onError: (error: Error) => void;
}

/** The prices and cost source of every project, read again every few seconds. */
export async function createPriceBooks({ store, onError }: PriceBooksOptions): Promise<PriceBooks> {
  const standard = createPriceBook();
  let books = new Map<string, Compiled>();
  let sources = new Map<string, CostSource>();

  async function refresh(): Promise<void> {
    try {
      const [overrides, aliases, all] = await Promise.all([
        priceOverrides(store).list({}),
        modelAliases(store).list({}),
        projects(store).list({}),
      ]);
      const wanted = new Map<string, Required<Pick<PriceBookOptions, "overrides" | "aliases">>>();
      for (const { project } of [...overrides, ...aliases]) {
        wanted.set(project, {
          overrides: overrides.filter((override) => override.project === project).map(toPriceEntry),
          aliases: aliases.filter((alias) => alias.project === project).map(toAliasEntry),
        });
      }
      books = new Map([...wanted].map(([project, options]) => [project, compile(options, books.get(project))]));
      sources = new Map(
        all.map(({ id, cost_source }) => [id, cost_source === "client_reported" ? "client_reported" : "computed"]),
      );
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
    }
  }

  await refresh();
  const timer = setInterval(() => void refresh(), REFRESH_MS).unref();
  return {
    priceBookFor: (projectId) => books.get(projectId)?.book ?? standard,
    costSourceFor: (projectId) => sources.get(projectId) ?? "computed",
    refresh,
    close: () => clearInterval(timer),
  };
}

function compile(options: PriceBookOptions, last: Compiled | undefined): Compiled {
  const settings = JSON.stringify(options);
  return last?.settings === settings ? last : { settings, book: createPriceBook(options) };
}
