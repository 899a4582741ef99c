import type { z } from "zod";
import { createBinder } from "../registry/create-binder.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { TimeRange } from "../registry/time-range.ts";
import type { ProjectReader } from "../store/store.ts";
import { type CallPosition, type CallSelection, callSelectionSql, NEWEST_FIRST } from "./call-selection.ts";
import { selectSpans } from "./select-spans.ts";

const FIRST_WINDOW_MS = 3_600_000;
const GROWTH = 8;

export interface NewestSpans<Row> {
  readonly name: string;
  readonly selection: CallSelection;
  readonly after: CallPosition | undefined;
  /** With start_ns, writer and seq. */
  readonly columns: string;
  readonly schema: z.ZodType<Row>;
  readonly limit: number;
}

/**
 * The newest spans of a selection. Looks into the last hour, then into ever longer stretches before it: most lists are full
 * soon, and what was corrected in a stretch is looked up for that stretch alone.
 */
export async function newestSpans<Row>(reader: ProjectReader, wanted: NewestSpans<Row>): Promise<Row[]> {
  const { name, selection, after, columns, schema, limit } = wanted;
  const found: Row[] = [];
  for (const range of windowsBack(selection.range, after)) {
    const binder = createBinder();
    const { branches } = callSelectionSql({ ...selection, range }, after, binder);
    const room = binder.bind("UInt64", limit - found.length);
    const sql = `${selectSpans({ columns, branches, order: NEWEST_FIRST, limit: room })}\n${QUERY_LIMITS}`;
    found.push(...(await reader.query({ name, sql, params: binder.params, schema })));
    if (found.length >= limit) break;
  }
  return found;
}

function windowsBack({ fromMs, toMs }: TimeRange, after: CallPosition | undefined): readonly TimeRange[] {
  const windows: TimeRange[] = [];
  let end = after === undefined ? toMs : Math.min(toMs, Number(BigInt(after.startTimeNs) / 1_000_000n) + 1);
  for (let length = FIRST_WINDOW_MS; end > fromMs; length *= GROWTH) {
    // What is hardly longer than the stretch is read with it.
    const start = end - fromMs <= 2 * length ? fromMs : end - length;
    windows.push({ fromMs: start, toMs: end });
    end = start;
  }
  return windows;
}
