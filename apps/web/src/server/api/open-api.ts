import { DIMENSIONS } from "@spanledger/clickhouse";
import { runawayPaths } from "./open-api-runaways.ts";
import { evidencePaths } from "./open-api-evidence.ts";
import { openApiSettings } from "./settings/open-api-settings.ts";

const text = { type: ["string", "null"] } as const;
const count = { type: "integer" } as const;
const optionalCount = { type: ["integer", "null"] } as const;
const money = {
  type: ["string", "null"],
  description: "Exact decimal in USD; null when the cost is not known.",
} as const;

const COST_FIELDS = {
  calls: count,
  input_uncached_tokens: count,
  cache_read_tokens: count,
  cache_write_tokens: count,
  output_tokens: count,
  cost_usd: money,
  unpriced_calls: count,
  no_usage_calls: count,
};

const CALL_FIELDS = {
  trace_id: { type: "string" },
  span_id: { type: "string" },
  parent_span_id: text,
  start_time: { type: "string", format: "date-time" },
  duration_ms: { type: "number" },
  ttft_ms: { type: ["number", "null"] },
  operation: text,
  provider: text,
  request_model: text,
  response_model: text,
  tenant: text,
  feature: text,
  user: text,
  session: text,
  environment: text,
  prompt_name: text,
  prompt_version: text,
  agent: text,
  input_uncached_tokens: optionalCount,
  cache_read_tokens: optionalCount,
  cache_write_5m_tokens: optionalCount,
  cache_write_1h_tokens: optionalCount,
  output_tokens: optionalCount,
  reasoning_tokens: optionalCount,
  cost_usd: money,
  cost_status: { enum: ["priced", "estimated", "client_reported", "unpriced", "no_usage", "subscription"] },
  billing_state: { enum: ["billed", "provisional", "superseded", "duplicate", "cached", "none"] },
  token_rule: text,
  finish_reasons: { type: "array", items: { type: "string" } },
  error_type: text,
};

/** OpenAPI 3.1 description of the read API. */
export function openApi(): object {
  return {
    openapi: "3.1.0",
    info: { title: "Spanledger read API", version: "1" },
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
    paths: {
      "/api/v1/costs": { get: operation("Sums per group, the most expensive first", COST_FIELDS, [groupBy()]) },
      "/api/v1/calls": { get: operation("Model calls and roll-up spans, newest first", CALL_FIELDS, []) },
      ...runawayPaths(),
      ...evidencePaths(),
      ...openApiSettings(),
    },
  };
}

function groupBy() {
  const description = `Dimensions, separated by commas: ${Object.keys(DIMENSIONS).join(", ")} or attr:<key>. Each becomes a field of the row.`;
  return parameter("groupBy", { type: "string" }, description);
}

function operation(summary: string, fields: Record<string, unknown>, own: readonly object[]) {
  const parameters = [
    parameter("from", { type: "string" }, "ISO 8601 or Unix time, inclusive. Default: 30 days before to."),
    parameter("to", { type: "string" }, "ISO 8601 or Unix time, exclusive. Default: now."),
    ...own,
    parameter("limit", { type: "integer", minimum: 1, maximum: 1000, default: 100 }, "Rows per page."),
    parameter("cursor", { type: "string" }, "next_cursor of the page before, with the same other parameters."),
    ...Object.keys(DIMENSIONS).map((name) =>
      parameter(name, { type: "string" }, "Filter; repeat for several values, empty for calls that do not say."),
    ),
  ];
  const rows = { type: "array", items: { type: "object", properties: fields } };
  const page = { type: "object", properties: { data: rows, next_cursor: text } };
  return {
    summary,
    parameters,
    responses: {
      200: { description: "A page", content: { "application/json": { schema: page } } },
      ...Object.fromEntries(
        [400, 401, 403, 503, 504].map((status) => [status, { description: "error.message says what to do" }]),
      ),
    },
  };
}

function parameter(name: string, schema: object, description: string) {
  return { name, in: "query", required: false, schema, description };
}
