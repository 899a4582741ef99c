import { z } from "zod";
import type { CallRecord } from "../calls/call-record.ts";
import { CallPosition, CallSelection, NEWEST_FIRST } from "../calls/call-selection.ts";
import { newestSpans } from "../calls/newest-spans.ts";
import { SPAN_SELECT, SpanFound } from "../calls/span-select.ts";
import { withCorrections } from "../calls/with-corrections.ts";
import { QUERY_LIMITS } from "../registry/query-limits.ts";
import type { ProjectReader } from "../store/store.ts";

export const SearchContentParams = CallSelection.extend({
  /** Part of a message, a tool's data or a document; upper and lower case are the same. */
  text: z.string().min(2).max(200),
  limit: z.int().min(1).max(200).default(50),
  after: CallPosition.optional(),
  /** Stops at the end of the chunk in which this time is over. */
  budgetMs: z.int().min(1).max(15_000).default(2500),
  maxSpans: z.int().min(1).max(200_000).default(40_000),
});

export interface ContentHit extends CallRecord {
  /** The text around the first match, as stored. */
  readonly excerpt: string;
}

export interface ContentPage {
  /** Newest first. */
  readonly calls: readonly ContentHit[];
  /** Spans that this page looked into. */
  readonly searched: number;
  /** How far back the search has come, UTC ms; null when there was nothing to look into. */
  readonly searchedToMs: number | null;
  /** Where to go on; null once the whole range is searched. */
  readonly next: CallPosition | null;
}

const CHUNKS = [300, 1500, 6000, 12_000] as const;

/**
 * Finds spans by what they said. Content has no index, so it is read newest first in growing chunks until the page is
 * full or the budget is spent; the answer says how far it came.
 */
export async function searchContent(
  reader: ProjectReader,
  input: z.input<typeof SearchContentParams>,
): Promise<ContentPage> {
  const params = SearchContentParams.parse(input);
  const started = performance.now();
  const calls: ContentHit[] = [];
  let searched = 0;
  let last = params.after;
  for (let round = 0; ; round += 1) {
    const size = CHUNKS[round] ?? CHUNKS.at(-1) ?? 1;
    const chunk = await readChunk(reader, { params, after: last, size });
    const hits = await findHits(reader, chunk, params.text);
    const room = params.limit - calls.length;
    const matching = chunk.filter((span) => hits.has(idOf(span)));
    const taken = matching.slice(0, room);
    calls.push(...(await toHits(reader, taken, hits)));
    const cut = matching.length > room ? taken.at(-1) : undefined;
    const end = cut ?? chunk.at(-1);
    searched += cut === undefined ? chunk.length : chunk.indexOf(cut) + 1;
    if (end !== undefined) last = { startTimeNs: end.start_ns, writer: end.writer, seq: end.seq };
    const isDone = cut === undefined && chunk.length < size;
    const isFull = calls.length >= params.limit || searched >= params.maxSpans;
    if (!isDone && !isFull && performance.now() - started < params.budgetMs) continue;
    const searchedToMs = last === undefined ? null : Number(BigInt(last.startTimeNs) / 1_000_000n);
    return { calls, searched, searchedToMs, next: isDone ? null : (last ?? null) };
  }
}

const Key = z.object({
  start_ns: z.string(),
  writer: z.string(),
  seq: z.string(),
  trace_hex: z.string(),
  span_hex: z.string(),
});
type Key = z.output<typeof Key>;

interface Chunk {
  readonly params: z.output<typeof SearchContentParams>;
  readonly after: CallPosition | undefined;
  readonly size: number;
}

function readChunk(reader: ProjectReader, { params, after, size }: Chunk): Promise<Key[]> {
  return newestSpans(reader, {
    name: "searchContent chunk",
    selection: params,
    after,
    columns: `toUnixTimestamp64Nano(t.start_time) AS start_ns, t.writer AS writer, t.seq AS seq,
  lower(hex(t.trace_id)) AS trace_hex, lower(hex(t.span_id)) AS span_hex`,
    schema: Key,
    limit: size,
  });
}

const COLUMNS = [
  "input_messages",
  "output_messages",
  "tool_arguments",
  "tool_result",
  "documents",
  "system_instructions",
  "status_message",
  "other",
] as const;
const BEFORE = 60;
const LENGTH = 200;

const Found = z.object({ trace_hex: z.string(), span_hex: z.string(), excerpt: z.string() });

/** The spans of the chunk's stretch of time whose content has the text, with what stands around it. */
async function findHits(reader: ProjectReader, chunk: readonly Key[], text: string): Promise<Map<string, string>> {
  const [newest, oldest] = [chunk[0], chunk.at(-1)];
  if (newest === undefined || oldest === undefined) return new Map();
  const has = (column: string) => `multiSearchAnyCaseInsensitiveUTF8(c.${column}, {needles: Array(String)}) > 0`;
  const matched = `multiIf(${COLUMNS.map((column) => `${has(column)}, c.${column}`).join(", ")}, '')`;
  const within = `start_time >= fromUnixTimestamp64Nano({oldest: Int64}, 'UTC') AND t.start_time <= fromUnixTimestamp64Nano({newest: Int64}, 'UTC')`;
  const rows = await reader.query({
    name: "searchContent",
    sql: `
SELECT m.trace_hex AS trace_hex, m.span_hex AS span_hex,
  substringUTF8(m.body, greatest(1, toInt64(arrayMin(arrayFilter(p -> p > 0, arrayMap(n -> positionCaseInsensitiveUTF8(m.body, n), {needles: Array(String)})))) - ${BEFORE}), ${LENGTH}) AS excerpt
FROM (
  SELECT lower(hex(c.trace_id)) AS trace_hex, lower(hex(c.span_id)) AS span_hex, ${matched} AS body
  FROM span_content AS c
  WHERE c.project = {project: String} AND c.trace_id IN (
    SELECT t.trace_id FROM spans AS t WHERE t.project = {project: String} AND t.${within})
    AND (${COLUMNS.map(has).join(" OR ")})
) AS m
LIMIT 1 BY m.trace_hex, m.span_hex
LIMIT 20000
${QUERY_LIMITS}`,
    params: { needles: needlesOf(text), oldest: oldest.start_ns, newest: newest.start_ns },
    schema: Found,
  });
  return new Map(rows.map((row) => [idOf(row), row.excerpt]));
}

/** Content is stored as JSON: a quote or line break in the text is stored escaped. */
function needlesOf(text: string): readonly string[] {
  return [...new Set([text, JSON.stringify(text).slice(1, -1)])];
}

function idOf({ trace_hex, span_hex }: { readonly trace_hex: string; readonly span_hex: string }): string {
  return `${trace_hex}:${span_hex}`;
}

async function toHits(
  reader: ProjectReader,
  keys: readonly Key[],
  hits: ReadonlyMap<string, string>,
): Promise<ContentHit[]> {
  const [newest, oldest] = [keys[0], keys.at(-1)];
  if (newest === undefined || oldest === undefined) return [];
  const spans = await reader.query({
    name: "searchContent calls",
    sql: `
SELECT ${SPAN_SELECT} FROM spans AS t
WHERE t.project = {project: String}
  AND t.start_time >= fromUnixTimestamp64Nano({oldest: Int64}, 'UTC') AND t.start_time <= fromUnixTimestamp64Nano({newest: Int64}, 'UTC')
  AND concat(t.writer, ':', toString(t.seq)) IN {rows: Array(String)}
ORDER BY ${NEWEST_FIRST.table}
${QUERY_LIMITS}`,
    params: {
      oldest: oldest.start_ns,
      newest: newest.start_ns,
      rows: keys.map(({ writer, seq }) => `${writer}:${seq}`),
    },
    schema: SpanFound,
  });
  const calls = await withCorrections(reader, spans);
  return calls.map((call) => ({ ...call, excerpt: hits.get(`${call.traceId}:${call.spanId}`) ?? "" }));
}
