import type { Store } from "@spanledger/clickhouse";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

export interface Filling {
  readonly spans: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * Calls inserted by the database itself into the real tables and their views: 12 features with a prompt in 5 versions each
 * (60), 40 models of 5 providers, 2,000 tenants and 20,000 users, the first of each far more often than the last, traces of 8
 * spans. 30 % read from a provider's cache, 5 % are answered by a response cache, 2 % fail, 1 % were corrected. The newest
 * spans have content.
 */
export async function fill(store: Store, { spans, fromMs, toMs }: Filling): Promise<void> {
  const step = Math.floor(((toMs - fromMs) / spans) * 1_000_000);
  const chunk = Math.ceil((spans * WEEK_MS) / (toMs - fromMs));
  const from = BigInt(fromMs) * 1_000_000n;
  for (let start = 0; start < spans; start += chunk) {
    await fillSpans(store, { from, step, spans, start, count: Math.min(chunk, spans - start) });
  }
  await store.command(ADJUSTMENTS);
  const newest = Math.min(spans, 300_000);
  await store.command(CONTENT, { after: spans - newest });
}

export interface SpansFilling {
  /** Nanoseconds of span 0, and from one to the next. */
  readonly from: bigint;
  readonly step: number;
  /** Of the whole data set: which version of a prompt a span has depends on it. */
  readonly spans: number;
  readonly start: number;
  readonly count: number;
}

export async function fillSpans(store: Store, { from, step, spans, start, count }: SpansFilling): Promise<void> {
  await store.command(SPANS, { from, step, spans, start, count });
}

const skewed = (salt: number, count: number) =>
  `toString(toUInt32(pow((sipHash64(number, ${salt}) % 100000) / 100000, 3) * ${count}))`;

/** Above 0, up to 1: durations have a long tail and hardly one is like another. */
const share = (salt: number) => `((1 + sipHash64(number, ${salt}) % 4294967296) / 4294967296)`;

const SPANS = `
INSERT INTO spans (project, environment, service, feature, tenant, user_id, session_id, agent, prompt_name, prompt_version, trace_id, span_id,
  parent_span_id, name, role, op_class, operation, provider, request_model, start_time, duration_ns, ttft_ns, status, error_type,
  uncached_input_tokens, cache_read_tokens, cache_write_5m_tokens, output_tokens, input_cost, cache_read_cost, cache_write_cost, output_cost, total_cost,
  cost_status, price_id, billing_state, cache_tier, cache_entry_tenant, booked, received_at, writer, seq, attributes)
SELECT 'bench', if(number % 10 = 0, 'staging', 'production'), 'api', concat('feature-', ${skewed(1, 12)}) AS chosen, concat('tenant-', ${skewed(2, 2000)}) AS caller,
  concat('user-', ${skewed(3, 20_000)}), concat('session-', toString(intDiv(number, 16))), '', concat(chosen, '/answer'),
  toString(least(4, intDiv(number * 4, {spans: UInt64}) + sipHash64(number, 5) % 2)), toFixedString(reinterpretAsFixedString(sipHash128(intDiv(number, 8))), 16),
  toFixedString(unhex(leftPad(hex(sipHash64(number, 6)), 16, '0')), 8), toFixedString(unhex(leftPad(hex(sipHash64(intDiv(number, 8), 14)), 16, '0')), 8),
  'chat', 'call', 'generation', 'chat', concat('provider-', toString(model % 5)),
  concat('model-', toString((sipHash64(chosen) + toUInt8(${skewed(7, 4)})) % 40 AS model)), fromUnixTimestamp64Nano(toInt64({from: Int64} + toInt64(number) * {step: Int64}), 'UTC') AS at,
  toUInt64(1000000 * least(600000, 80 + 150 * pow(${share(8)}, -0.6))), if(number % 4 = 0, 0, toUInt64(1000000 * least(60000, 60 * pow(${share(9)}, -0.5)))),
  if(number % 50 = 0, 'error', 'unset') AS outcome, if(outcome = 'error', ['429', '500', 'timeout', 'overloaded'][1 + sipHash64(number, 15) % 4], ''),
  1 + sipHash64(number, 10) % 4000 AS input, if(number % 10 < 3, sipHash64(number, 11) % 2000, 0) AS cached, if(number % 10 = 3, sipHash64(number, 16) % 2000, 0) AS written,
  sipHash64(number, 12) % 1000 AS output,
  toDecimal64(input, 12) / 1000000, toDecimal64(cached, 12) / 10000000, toDecimal64(written, 12) / 800000, toDecimal64(output, 12) / 100000,
  toDecimal64(input, 12) / 1000000 + toDecimal64(cached, 12) / 10000000 + toDecimal64(written, 12) / 800000 + toDecimal64(output, 12) / 100000,
  if(number % 80 = 0, 'unpriced', 'priced'), 'list/model', if(number % 20 = 9, 'cached', 'billed') AS state,
  if(state = 'cached', if(number % 40 = 9, 'exact', 'semantic'), ''), if(state = 'cached', if(number % 100009 = 9, 'tenant-x', caller), ''),
  1, at, 'bench', number, map('team', concat('team-', ${skewed(13, 30)}))
FROM numbers({start: UInt64}, {count: UInt64})`;

const COPIED =
  "project, environment, service, feature, tenant, user_id, session_id, prompt_name, prompt_version, trace_id, span_id, name, role, op_class, operation, provider, request_model, start_time, status, cache_tier, duration_ns, ttft_ns, writer, seq, billing_state, cost_status";

const ADJUSTMENTS = `
INSERT INTO adjustments (${COPIED}, revision, entry, reason, recorded_at, calls, output_tokens, output_cost, total_cost)
SELECT ${COPIED}, 1, arrayJoin(['reverse', 'book']) AS entry, 'repriced', received_at, if(entry = 'book', 1, -1) AS sign,
  sign * toInt64(output_tokens), sign * output_cost, sign * total_cost FROM spans WHERE seq % 100 = 7`;

const CONTENT = `
INSERT INTO span_content (project, trace_id, span_id, start_time, input_messages, output_messages, source, seq)
SELECT project, trace_id, span_id, start_time,
  concat('[{"role":"user","parts":[{"type":"text","content":"', repeat(concat('Rule ', toString(sipHash64(feature) % 97), ' of the house: answer in full sentences. '), 20 + sipHash64(feature) % 120),
    'Question ', toString(sipHash64(seq, 17) % 5000), ' of ', tenant, '"}]}]'),
  concat('[{"role":"assistant","parts":[{"type":"text","content":"Answer ', toString(seq), '"}]}]'), 'span', seq
FROM spans WHERE seq >= {after: UInt64}`;
