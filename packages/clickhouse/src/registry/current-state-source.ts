/**
 * Calls and roll-ups of {from} <= start_time < {to} (nanoseconds) in their current state: each row of `spans` overlaid with
 * its newest correction. A sub-select for questions that no sum answers.
 */
export const CURRENT_STATE_SOURCE = `
SELECT t.trace_id AS trace_id, t.start_time AS start_time, t.duration_ns AS duration_ns, t.received_at AS received_at,
  t.role AS role, t.flags AS flags, t.reported_cost AS reported_cost, t.provider AS provider,
  if(t.request_model != '', t.request_model, t.response_model) AS model,
  t.uncached_input_tokens + t.cache_read_tokens + t.cache_write_5m_tokens + t.cache_write_1h_tokens + t.output_tokens AS tokens,
  if(a.found = 1, a.calls = 1, t.booked = 1) AS counted,
  if(a.found = 1, a.feature, t.feature) AS feature,
  if(a.found = 1, a.tenant, t.tenant) AS tenant,
  if(a.found = 1, a.billing_state, toString(t.billing_state)) AS billing_state,
  if(a.found = 1, a.cost_status, t.cost_status) AS cost_status,
  if(a.found = 1, a.unpriced_reason, t.unpriced_reason) AS unpriced_reason,
  if(a.found = 1, a.total_cost, t.total_cost) AS total_cost
FROM spans AS t
LEFT JOIN (
  SELECT x.writer AS writer, x.seq AS seq, 1 AS found, x.calls AS calls, toString(x.feature) AS feature, toString(x.tenant) AS tenant,
    toString(x.billing_state) AS billing_state, toString(x.cost_status) AS cost_status,
    toString(x.unpriced_reason) AS unpriced_reason, x.total_cost AS total_cost
  FROM adjustments AS x
  WHERE x.project = {project: String} AND x.entry = 'book'
    AND x.start_time >= fromUnixTimestamp64Nano({from: Int64}, 'UTC') AND x.start_time < fromUnixTimestamp64Nano({to: Int64}, 'UTC')
  ORDER BY x.revision DESC LIMIT 1 BY x.writer, x.seq
) AS a ON a.writer = t.writer AND a.seq = t.seq
WHERE t.project = {project: String} AND t.role != 'none'
  AND t.start_time >= fromUnixTimestamp64Nano({from: Int64}, 'UTC') AND t.start_time < fromUnixTimestamp64Nano({to: Int64}, 'UTC')`;
