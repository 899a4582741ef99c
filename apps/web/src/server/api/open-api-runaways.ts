const text = { type: ["string", "null"] } as const;
const usd = { type: ["string", "null"], description: "Exact decimal in USD; null when it is not known." } as const;

const RUNAWAY_FIELDS = {
  trace_id: { type: "string" },
  rule: { type: "string" },
  severity: { enum: ["warning", "critical"] },
  sentence: { type: "string" },
  first_span_id: { type: "string" },
  evidence_span_ids: { type: "array", items: { type: "string" } },
  feature: text,
  tenant: text,
  agent: text,
  spent_usd: usd,
  avoided_usd: usd,
  detected_at: { type: "string", format: "date-time" },
  state: { enum: ["watching", "alerted", "halted", "released", "resolved"] },
};

const LIMITS_FIELDS = {
  feature: { type: "string", description: "Empty for the whole project." },
  mode: { enum: ["observe", "block"] },
  own: { type: "object", description: "What is set here; the rest is inherited." },
  limits: { type: "object", description: "The limits in force; null = the rule is off." },
};

const traceId = { name: "trace_id", in: "path", required: true, schema: { type: "string", pattern: "^[0-9a-f]{32}$" } };

/** The paths about runaway agents, of the OpenAPI description. */
export function runawayPaths(): Record<string, object> {
  return {
    "/api/v1/runaways": {
      get: {
        summary: "What the runaway rules found, newest first",
        parameters: ["from", "to", "limit", "cursor"].map((name) => query(name)),
        responses: responses("A page", { data: list(RUNAWAY_FIELDS), next_cursor: text }),
      },
    },
    "/api/v1/runaways/{trace_id}/halt": {
      post: {
        summary: "Let exporters refuse the trace's next model call (admin key)",
        parameters: [traceId],
        requestBody: body({ minutes: { type: "integer", minimum: 1, maximum: 1440, default: 60 } }),
        responses: responses("Halted", { trace_id: text, state: text, expires_at: text }),
      },
    },
    "/api/v1/runaways/{trace_id}/release": {
      post: {
        summary: "Let the trace go on (admin key)",
        parameters: [traceId],
        responses: responses("Released", { trace_id: text, state: text }),
      },
    },
    "/api/v1/guard/limits": {
      get: {
        summary: "Thresholds of the project and of each feature that has its own (admin key)",
        responses: responses("All of them", { data: list(LIMITS_FIELDS) }),
      },
      put: {
        summary: "Replace the thresholds of the project or of one feature (admin key)",
        requestBody: body({
          feature: { type: "string", default: "" },
          mode: { enum: ["", "observe", "block"], default: "" },
          limits: { type: "object", description: 'Only what differs, e.g. {"same_calls": 8, "cost_usd": "2.50"}' },
        }),
        responses: responses("The thresholds in force", LIMITS_FIELDS),
      },
    },
  };
}

function query(name: string) {
  return { name, in: "query", required: false, schema: { type: "string" } };
}

function list(properties: Record<string, unknown>) {
  return { type: "array", items: { type: "object", properties } };
}

function body(properties: Record<string, unknown>) {
  return { content: { "application/json": { schema: { type: "object", properties } } } };
}

function responses(description: string, properties: Record<string, unknown>) {
  const schema = { type: "object", properties };
  return {
    200: { description, content: { "application/json": { schema } } },
    ...Object.fromEntries(
      [400, 401, 403, 404, 503, 504].map((status) => [status, { description: "error.message says what to do" }]),
    ),
  };
}
