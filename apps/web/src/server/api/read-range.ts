import type { TimeRange } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";
import { parseTime } from "./parse-time.ts";

const DEFAULT_RANGE_MS = 30 * 86_400_000;

/** `from` and `to`; without them the last 30 days. */
export function readRange(query: URLSearchParams, nowMs: number): TimeRange {
  const toMs = timeOf(query, "to") ?? nowMs;
  const fromMs = timeOf(query, "from") ?? toMs - DEFAULT_RANGE_MS;
  if (fromMs > toMs) throw new ApiError(400, 'The parameter "from" is later than "to".');
  return { fromMs: Math.max(0, fromMs), toMs };
}

function timeOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const time = parseTime(text);
  if (time !== undefined) return time;
  throw new ApiError(
    400,
    `The parameter "${name}" is not a time: use ISO 8601 such as 2026-03-01 or 2026-03-01T12:00:00Z, or Unix milliseconds.`,
  );
}
