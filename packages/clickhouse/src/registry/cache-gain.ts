import { z } from "zod";
import type { CacheMeasure } from "./cache-measures.ts";

/** What caches gave to some calls. Money is exact decimal text in USD, or in the currency whose rates the question names. */
export interface CacheGain {
  /** Calls that the application's or gateway's response cache answered. */
  readonly exactHits: number;
  readonly semanticHits: number;
  /** What the answered calls would have cost. */
  readonly exactSavedUsd: string;
  readonly semanticSavedUsd: string;
  /** How long the hits took, milliseconds in all. */
  readonly hitMs: number;
  /** Hits whose call has no price: not in the money. */
  readonly unvaluedHits: number;
  /** Calls that read from the provider's prompt cache. */
  readonly readCalls: number;
  readonly readTokens: number;
  readonly write5mTokens: number;
  readonly write1hTokens: number;
  /** What the read tokens would have cost uncached, less what they did. */
  readonly readSavedUsd: string;
  /** What writing cost above the plain input price. */
  readonly writePremiumUsd: string;
  /** Tokens read or written whose plain price is not known: in neither of the two. */
  readonly unratedTokens: number;
}

const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** The cache measures of a row. */
export const CacheColumns = {
  exact_hits: integer,
  exact_saved: decimal,
  exact_duration_ns: integer,
  semantic_hits: integer,
  semantic_saved: decimal,
  semantic_duration_ns: integer,
  unvalued_hits: integer,
  read_calls: integer,
  read_tokens: integer,
  write_5m_tokens: integer,
  write_1h_tokens: integer,
  read_saved: decimal,
  write_premium: decimal,
  unrated_tokens: integer,
} as const satisfies Record<CacheMeasure, z.ZodType>;

const Columns = z.object(CacheColumns);

/** A row of the database as a gain. */
export function toCacheGain(row: z.output<typeof Columns>): CacheGain {
  return {
    exactHits: row.exact_hits,
    semanticHits: row.semantic_hits,
    exactSavedUsd: row.exact_saved,
    semanticSavedUsd: row.semantic_saved,
    hitMs: (row.exact_duration_ns + row.semantic_duration_ns) / 1_000_000,
    unvaluedHits: row.unvalued_hits,
    readCalls: row.read_calls,
    readTokens: row.read_tokens,
    write5mTokens: row.write_5m_tokens,
    write1hTokens: row.write_1h_tokens,
    readSavedUsd: row.read_saved,
    writePremiumUsd: row.write_premium,
    unratedTokens: row.unrated_tokens,
  };
}
