import { costByDimension } from "@spanledger/clickhouse";
import type { Window } from "../../read/scoped-question.ts";
import type { Search } from "./opportunity.ts";

/** Calls of a window by feature and model: what a sample of them stands for. */
export async function callsByGroup(
  { reader, question }: Search,
  range: Window,
): Promise<(group: { readonly feature: string; readonly model: string }) => number> {
  const { rows } = await costByDimension(reader, {
    range,
    filters: [...question.filters],
    groupBy: ["feature", "model"],
    orderBy: "calls",
    limit: 1000,
  });
  const calls = new Map(rows.map((row) => [JSON.stringify(row.keys), row.calls]));
  return ({ feature, model }) => calls.get(JSON.stringify([feature, model])) ?? 0;
}
