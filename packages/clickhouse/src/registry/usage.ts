import { z } from "zod";
import type { Measure } from "./measures.ts";

/** Sums over some calls. Money is exact decimal text in USD, or in the currency whose rates the question names. */
export interface Usage {
  readonly calls: number;
  readonly errors: number;
  /** Calls with usage that no price is known for: not in costUsd. */
  readonly unpricedCalls: number;
  /** Calls that reported no usage: not in costUsd. */
  readonly noUsageCalls: number;
  readonly cachedCalls: number;
  readonly inputUncachedTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** null when the cost of none of the calls is known. Beside unpricedCalls > 0 it is a lower bound. */
  readonly costUsd: string | null;
  readonly savedUsd: string;
  readonly reportedUsd: string;
}

const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** The measure columns of a row. */
export const UsageColumns = {
  calls: integer,
  errors: integer,
  unpriced_calls: integer,
  no_usage_calls: integer,
  cached_calls: integer,
  input_uncached_tokens: integer,
  cache_read_tokens: integer,
  cache_write_tokens: integer,
  output_tokens: integer,
  reasoning_tokens: integer,
  cost_usd: decimal,
  saved_usd: decimal,
  reported_usd: decimal,
} as const satisfies Record<Measure, z.ZodType>;
