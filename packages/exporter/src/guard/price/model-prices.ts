/** US dollars per million tokens, as exact decimals ("0.75") or numbers. */
export interface ModelPrice {
  readonly input: string | number;
  readonly output: string | number;
  /** Tokens read from the provider's prompt cache; the input price unless given. */
  readonly cacheRead?: string | number | undefined;
  /** Tokens written to it; the input price unless given. */
  readonly cacheWrite?: string | number | undefined;
}

/** By model name; a name also holds for its dated versions (`gpt-5.4-mini` for `gpt-5.4-mini-2026-03-01`). */
export type ModelPrices = Readonly<Record<string, ModelPrice>>;
