import { createParser, parseAsInteger, parseAsString } from "nuqs/server";

const parseAsFlag = createParser({
  parse: (text: string) => text === "1" || text === "true",
  serialize: (value: boolean) => (value ? "1" : "0"),
});

/**
 * `?add=1&provider=..&model=..` opens the form for a price, `?edit=<id>` that of an own one, `?reprice=1&..` fills in what
 * to re-price; `q` and `page` are those of the price lists.
 */
export const pricesParams = {
  add: parseAsFlag.withDefault(false),
  reprice: parseAsFlag.withDefault(false),
  provider: parseAsString.withDefault(""),
  model: parseAsString.withDefault(""),
  edit: parseAsString,
  q: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};
