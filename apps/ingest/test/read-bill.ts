import {
  currentState,
  ledgerAdjustmentsOf,
  type LedgerRow,
  ledgerRowsOfTraces,
  type LedgerState,
  type Store,
} from "@spanledger/clickhouse";
import { z } from "zod";

export interface BilledSpan {
  readonly row: LedgerRow;
  readonly state: LedgerState;
}

/** Every stored row of a project with its state after all corrections. */
export async function readSpans(store: Store, projectId: string, traceIds: readonly string[]): Promise<BilledSpan[]> {
  const reader = store.project(projectId);
  const rows = await ledgerRowsOfTraces(reader, { traceIds, receivedSinceMs: 0, limit: 100_000 });
  const adjustments = await ledgerAdjustmentsOf(reader, rows);
  return rows.map((row) => {
    const entries = adjustments.filter(({ writer, seq }) => writer === row.writer && seq === row.seq);
    return { row, state: currentState(row, entries).state };
  });
}

const MEASURES = `toString(sum(calls)) AS calls, toString(sum(errors)) AS errors, toString(sum(unpriced_calls)) AS unpriced,
  toString(sum(no_usage_calls)) AS no_usage, toString(sum(cached_calls)) AS cached,
  toString(sum(uncached_input_tokens)) AS uncached, toString(sum(cache_read_tokens)) AS cache_read,
  toString(sum(cache_write_5m_tokens) + sum(cache_write_1h_tokens)) AS cache_write,
  toString(sum(output_tokens)) AS output, toString(sum(reasoning_tokens)) AS reasoning,
  toString(sum(total_cost)) AS cost, toString(sum(saved_cost)) AS saved, toString(sum(reported_cost)) AS reported`;
const IS_THERE = "HAVING (calls, cost, uncached, output, cached) != ('0', '0', '0', '0', '0')";
const USAGE_KEYS = "environment, feature, prompt_name, prompt_version, operation, provider, model";
const TENANT_KEYS = "environment, tenant, feature";
const LINES = `SELECT environment, feature, prompt_name, prompt_version, operation, provider, tenant,
    if(request_model != '', request_model, response_model) AS model, start_time, toInt64(1) AS calls, toInt64(status = 'error') AS errors,
    toInt64(cost_status = 'unpriced' AND billing_state != 'cached') AS unpriced_calls,
    toInt64(cost_status = 'no_usage' AND billing_state != 'cached') AS no_usage_calls, toInt64(billing_state = 'cached') AS cached_calls,
    toInt64(uncached_input_tokens) AS uncached_input_tokens, toInt64(cache_read_tokens) AS cache_read_tokens,
    toInt64(cache_write_5m_tokens) AS cache_write_5m_tokens, toInt64(cache_write_1h_tokens) AS cache_write_1h_tokens,
    toInt64(output_tokens) AS output_tokens, toInt64(reasoning_tokens) AS reasoning_tokens,
    toDecimal128(total_cost, 12) AS total_cost, toDecimal128(0, 12) AS saved_cost, toDecimal128(ifNull(reported_cost, 0), 12) AS reported_cost
  FROM spans WHERE project = {project: String} AND booked = 1
  UNION ALL
  SELECT environment, feature, prompt_name, prompt_version, operation, provider, tenant,
    if(request_model != '', request_model, response_model), start_time, toInt64(calls), toInt64(calls * (status = 'error')),
    toInt64(calls * (cost_status = 'unpriced' AND billing_state != 'cached')),
    toInt64(calls * (cost_status = 'no_usage' AND billing_state != 'cached')), toInt64(calls * (billing_state = 'cached')),
    uncached_input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens,
    toDecimal128(total_cost, 12), toDecimal128(0, 12), toDecimal128(ifNull(reported_cost, 0) * calls, 12)
  FROM adjustments WHERE project = {project: String}`;

const SOURCES = {
  lines: `SELECT toString(toStartOfHour(start_time)) AS time, tenant, ${USAGE_KEYS}, ${MEASURES} FROM (${LINES}) GROUP BY time, tenant, ${USAGE_KEYS}`,
  usage_hourly: `SELECT toString(hour) AS time, ${USAGE_KEYS}, ${MEASURES} FROM usage_hourly WHERE project = {project: String} GROUP BY time, ${USAGE_KEYS}`,
  usage_daily: `SELECT toString(day) AS time, ${USAGE_KEYS}, ${MEASURES} FROM usage_daily WHERE project = {project: String} GROUP BY time, ${USAGE_KEYS}`,
  tenant_usage_hourly: `SELECT toString(hour) AS time, ${TENANT_KEYS}, ${MEASURES} FROM tenant_usage_hourly WHERE project = {project: String} GROUP BY time, ${TENANT_KEYS}`,
  tenant_usage_daily: `SELECT toString(day) AS time, ${TENANT_KEYS}, ${MEASURES} FROM tenant_usage_daily WHERE project = {project: String} GROUP BY time, ${TENANT_KEYS}`,
} as const;

export type Bill = Readonly<Record<keyof typeof SOURCES, readonly Readonly<Record<string, string>>[]>>;

/** Every sum of a project by every dimension: of the rows with their corrections, and of each roll-up. */
export async function readBill(store: Store, projectId: string): Promise<Bill> {
  const reader = store.project(projectId);
  const read = (name: keyof typeof SOURCES) =>
    reader.query({ name, sql: `${SOURCES[name]} ${IS_THERE} ORDER BY ALL`, schema: z.record(z.string(), z.string()) });
  return {
    lines: await read("lines"),
    usage_hourly: await read("usage_hourly"),
    usage_daily: await read("usage_daily"),
    tenant_usage_hourly: await read("tenant_usage_hourly"),
    tenant_usage_daily: await read("tenant_usage_daily"),
  };
}
