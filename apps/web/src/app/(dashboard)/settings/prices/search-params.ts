import { createParser, parseAsString } from "nuqs/server";

const parseAsFlag = createParser({
  parse: (text: string) => text === "1" || text === "true",
  serialize: (value: boolean) => (value ? "1" : "0"),
});

/** `?add=1&provider=..&model=..` opens the form for a price, `?reprice=1&..` fills in what to re-price. */
export const pricesParams = {
  add: parseAsFlag.withDefault(false),
  reprice: parseAsFlag.withDefault(false),
  provider: parseAsString.withDefault(""),
  model: parseAsString.withDefault(""),
};
