import { FILE_FORMAT_NAMES } from "@spanledger/clickhouse";
import { z } from "zod";
import { EXPORT_NAMES, exportFile } from "../export/export-file.ts";
import { fileResponse } from "../export/file-response.ts";
import { ApiError } from "./api-error.ts";
import { type ApiContext, toApiResponse } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { readFilters } from "./read-filters.ts";
import { readGroupBy } from "./read-group-by.ts";
import { readRange } from "./read-range.ts";
import { refuseUnknown } from "./refuse-unknown.ts";

const Name = z.enum(EXPORT_NAMES);
const Format = z.enum(FILE_FORMAT_NAMES);
const Interval = z.enum(["hour", "day"]);

/** GET /api/v1/export/<name>: every group or call of a range as one CSV or Parquet file, in US dollars. */
export async function getExport(request: Request, context: ApiContext, name: string): Promise<Response> {
  try {
    const { projectId } = await authenticate(request, context.store);
    const query = new URL(request.url).searchParams;
    refuseUnknown(query, ["from", "to", "groupBy", "format", "interval"]);
    const wanted = Name.safeParse(name);
    if (!wanted.success) throw new ApiError(404, `There is no export "${name}": ask for ${EXPORT_NAMES.join(", ")}.`);
    const format = oneOf(Format, query.get("format") ?? "csv", 'The parameter "format" is csv or parquet.');
    const grain = oneOf(Interval, query.get("interval") ?? "day", 'The parameter "interval" is hour or day.');
    const bytes = await exportFile(context.store.project(projectId), {
      name: wanted.data,
      format,
      question: {
        current: readRange(query, context.nowMs),
        filters: readFilters(query),
        range: { grain },
        timeZone: "UTC",
      },
      groupBy: readGroupBy(query),
      currency: "USD",
    });
    return fileResponse(bytes, `spanledger-${projectId}-${name}`, format);
  } catch (error) {
    return toApiResponse(error);
  }
}

function oneOf<T>(schema: z.ZodType<T>, text: string, message: string): T {
  const parsed = schema.safeParse(text);
  if (!parsed.success) throw new ApiError(400, message);
  return parsed.data;
}
