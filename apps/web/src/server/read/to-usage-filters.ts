import { UsageFilter } from "@spanledger/clickhouse";
import { parseFilterToken } from "#lib/scope/filter-token.ts";

/**
 * Chips of the URL as filters of the query: chips of one dimension mean any of them, different dimensions narrow.
 * A chip that names no dimension of ours is an error, never silently dropped: the sum would be another one.
 * @throws {ZodError} naming the wrong dimension.
 */
export function toUsageFilters(tokens: readonly string[]): UsageFilter[] {
  const groups = new Map<string, { dimension: string; op: "in" | "not_in"; values: string[] }>();
  for (const text of tokens) {
    const token = parseFilterToken(text);
    const dimension = token?.dimension ?? text;
    const op = token?.exclude ? "not_in" : "in";
    const group = groups.get(`${op} ${dimension}`) ?? { dimension, op, values: [] };
    group.values.push(token?.value ?? "");
    groups.set(`${op} ${dimension}`, group);
  }
  return [...groups.values()].map((group) => UsageFilter.parse(group));
}
