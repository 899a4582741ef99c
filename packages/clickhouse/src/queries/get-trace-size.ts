import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";
import { GetTraceParams } from "./get-trace.ts";

/** How many spans of a trace are stored; 0 when there is no such trace. */
export async function getTraceSize(reader: ProjectReader, input: z.input<typeof GetTraceParams>): Promise<number> {
  const { traceId } = GetTraceParams.parse(input);
  const [row] = await reader.query({
    name: "getTraceSize",
    sql: `
SELECT count() AS spans FROM spans AS t
WHERE t.project = {project: String} AND t.trace_id = toFixedString(unhex({trace: String}), 16)
${QUERY_LIMITS}`,
    params: { trace: traceId },
    schema: z.object({ spans: z.coerce.number() }),
  });
  return row?.spans ?? 0;
}
