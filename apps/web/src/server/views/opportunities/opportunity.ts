import type { ProjectReader } from "@spanledger/clickhouse";
import type { PriceBook } from "@spanledger/telemetry";
import type { ScopedQuestion, Window } from "../../read/scoped-question.ts";

/** Something that caching could still save. */
export interface Opportunity {
  readonly title: string;
  /** What was looked at, and what was found in it. */
  readonly sample: string;
  /** What has to hold for the figure. */
  readonly assumption: string;
  /** Per 30 days; in the currency of the page. null when a price is missing. */
  readonly monthUsd: string | null;
  /** The calls that it is about. */
  readonly filters: readonly { readonly dimension: string; readonly value: string }[];
  readonly sampleTraceId: string | null;
}

export interface Search {
  readonly reader: ProjectReader;
  readonly question: ScopedQuestion;
  readonly book: PriceBook;
  readonly nowMs: number;
}

/** The end of the page's range that has happened already, at most so many days of it. */
export function recentWindow({ question, nowMs }: Search, days: number): Window {
  const toMs = Math.min(question.current.toMs, Math.max(nowMs, question.current.fromMs));
  return { fromMs: Math.max(question.current.fromMs, toMs - days * 86_400_000), toMs };
}
