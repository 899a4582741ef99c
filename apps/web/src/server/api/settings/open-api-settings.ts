const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const number = { type: "number" } as const;
const ids = {
  type: "array",
  items: text,
  description: "Ids of channels; empty means every channel of the project.",
} as const;
const scope = {
  type: "object",
  description:
    'What it is about: {"kind":"project"}, {"kind":"filters","filters":[{"dimension":"tenant","op":"in","values":["acme"]}]} or {"kind":"each","dimension":"tenant"}.',
} as const;

const FIELDS = {
  budgets: {
    name: text,
    scope,
    period: { type: "object", description: '{"kind":"day" | "week" | "month"} or {"kind":"rolling","days":30}' },
    time_zone: { ...text, description: "IANA name. Default: the project's." },
    amount: { ...text, description: "Decimal text in currency." },
    currency: { ...text, description: "ISO 4217. Default: the project's." },
    grace_amount: { ...text, description: "May be spent beyond the amount before calls are refused." },
    thresholds: { type: "array", items: number, description: "Percent of the amount. Default 50, 80, 100." },
    forecast: { ...flag, description: "Tell when the period is forecast to end above the amount." },
    action: { enum: ["notify", "block"] },
    channels: ids,
    is_enabled: flag,
  },
  alerts: {
    name: text,
    measure: {
      enum: [
        "spend",
        "calls",
        "tokens",
        "error_rate",
        "p95",
        "ttft",
        "cache_hit_rate",
        "cost_per_call",
        "unpriced_share",
        "runaways",
        "ledger_failures",
      ],
    },
    scope,
    window_minutes: number,
    condition: {
      type: "object",
      description:
        '{"kind":"absolute","direction":"above","threshold":5}, {"kind":"change","direction":"above","percent":50} or {"kind":"anomaly","direction":"both","deviations":5,"weeks":4}',
    },
    minimum_calls: number,
    for_minutes: number,
    recovery: { type: "object", description: '{"hysteresis_percent":10,"for_minutes":0}' },
    no_data_minutes: { type: ["integer", "null"] },
    severity: { enum: ["info", "warning", "critical"] },
    muted_until_ms: { type: ["integer", "null"] },
    maintenance: { type: "array", items: { type: "object", properties: { from_ms: number, to_ms: number } } },
    channels: ids,
    is_enabled: flag,
  },
  channels: {
    kind: { enum: ["webhook", "slack", "email"] },
    name: text,
    url: { ...text, description: "Of a webhook." },
    host: { ...text, description: "SMTP server of an e-mail channel, with port, security, user, from and to." },
    port: number,
    security: { enum: ["tls", "starttls", "none"] },
    user: text,
    from: text,
    to: { type: "array", items: text },
    secret: { ...text, writeOnly: true, description: "Signing key, Slack address or password. Never given out." },
    has_secret: { ...flag, readOnly: true },
    is_enabled: flag,
  },
} as const;

const NOUNS = { budgets: "budget", alerts: "alert", channels: "channel" } as const;
type Name = keyof typeof FIELDS;

/** The paths of budgets, alerts, channels and what became of them. Changes need an admin key. */
export function openApiSettings(): Record<string, object> {
  const names = Object.keys(FIELDS) as Name[];
  return {
    ...Object.assign({}, ...names.map(pathsOf)),
    "/api/v1/channels/{id}/test": { post: operation("Send a test message", { parameters: [id] }) },
    "/api/v1/alert-events": {
      get: operation("What fired and recovered, newest first", {
        parameters: ["source", "source_id", "before", "limit"].map((name) => ({ name, in: "query", schema: text })),
      }),
    },
    "/api/v1/deliveries": {
      get: operation("The delivery log, newest first", {
        parameters: ["channel", "id", "limit"].map((name) => ({ name, in: "query", schema: text })),
      }),
    },
    "/api/v1/deliveries/{id}/replay": { post: operation("Send a message again", { parameters: [id] }) },
  };
}

const id = { name: "id", in: "path", required: true, schema: text } as const;

function pathsOf(name: Name): Record<string, object> {
  const noun = NOUNS[name];
  const schema = { type: "object", properties: FIELDS[name] };
  const requestBody = { required: true, content: { "application/json": { schema } } };
  return {
    [`/api/v1/${name}`]: {
      get: operation(`All ${name}`, { schema }),
      post: operation(`Make a ${noun}`, { requestBody }),
    },
    [`/api/v1/${name}/{id}`]: {
      get: operation(`One ${noun}`, { parameters: [id], schema }),
      put: operation(`Replace a ${noun}`, { parameters: [id], requestBody }),
      delete: operation(`Remove a ${noun}`, { parameters: [id] }),
    },
    [`/api/v1/${name}/{id}/history`]: {
      get: operation(`The versions of a ${noun}, newest first`, { parameters: [id] }),
    },
  };
}

function operation(
  summary: string,
  {
    schema,
    ...rest
  }: { readonly schema?: object; readonly parameters?: readonly object[]; readonly requestBody?: object },
) {
  const page = { type: "object", properties: { data: { type: "array", items: schema ?? { type: "object" } } } };
  return {
    summary,
    ...rest,
    responses: {
      200: { description: "Done", content: { "application/json": { schema: page } } },
      ...Object.fromEntries(
        [400, 401, 403, 404].map((status) => [status, { description: "error.message says what to do" }]),
      ),
    },
  };
}
