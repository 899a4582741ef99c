import { z } from "zod";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";

export const AttributeKeysParams = z.object({
  range: TimeRange,
  /** Part of the key; upper and lower case are the same. */
  text: z.string().max(200).default(""),
  limit: z.int().min(1).max(100).default(10),
});

/** The newest spans say which keys are in use; older ones are not read for a suggestion. */
const NEWEST = 20_000;

/** Keys of attributes that spans of the range carry, the most frequent first. */
export async function attributeKeys(
  reader: ProjectReader,
  input: z.input<typeof AttributeKeysParams>,
): Promise<string[]> {
  const { range, text, limit } = AttributeKeysParams.parse(input);
  const rows = await reader.query({
    name: "attributeKeys",
    sql: `
SELECT toString(arrayJoin(k.keys)) AS key
FROM (
  SELECT mapKeys(t.attributes) AS keys FROM spans AS t
  WHERE t.project = {project: String}
    AND t.start_time >= fromUnixTimestamp64Milli({from: Int64}, 'UTC') AND t.start_time < fromUnixTimestamp64Milli({to: Int64}, 'UTC')
  ORDER BY t.start_time DESC LIMIT ${NEWEST}
) AS k
WHERE positionCaseInsensitiveUTF8(key, {text: String}) > 0 OR {text: String} = ''
GROUP BY key
ORDER BY count() DESC, key
LIMIT {limit: UInt64}
${QUERY_LIMITS}`,
    params: { from: range.fromMs, to: range.toMs, text, limit },
    schema: z.object({ key: z.string() }),
  });
  return rows.map(({ key }) => key);
}
