import { z } from "zod";
import { addUsage } from "../registry/add-usage.ts";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import { toUsage } from "../registry/to-usage.ts";
import { groupedUsage } from "../registry/grouped-usage.ts";
import { type Usage, UsageColumns } from "../registry/usage.ts";
import { UsageQuestion, usageSource } from "../registry/usage-source.ts";
import type { ProjectReader } from "../store/store.ts";

export const TotalsParams = UsageQuestion.omit({ groupBy: true }).extend({
  /** The period to compare with; when left out there is no comparison. */
  previous: TimeRange.optional(),
});

export interface Totals {
  readonly current: Usage;
  readonly previous: Usage | null;
}

/** What a period costs, and what the one before did. */
export async function totals(reader: ProjectReader, input: z.input<typeof TotalsParams>): Promise<Totals> {
  const { previous, ...question } = TotalsParams.parse(input);
  const [current, before] = await Promise.all([
    totalOf(reader, { ...question, groupBy: [] }),
    previous === undefined ? null : totalOf(reader, { ...question, range: previous, groupBy: [] }),
  ]);
  return { current, previous: before };
}

async function totalOf(reader: ProjectReader, question: UsageQuestion): Promise<Usage> {
  const binder = createBinder();
  const source = usageSource(question, binder);
  const [row] = await reader.query({
    name: "totals",
    sql: `${groupedUsage(source.sql, [])} ${QUERY_LIMITS}`,
    params: binder.params,
    schema: z.object(UsageColumns),
  });
  return row === undefined ? addUsage([]) : toUsage(row);
}
