import type { DemoSpan, DemoTrace } from "./demo-span.ts";
import type { Random } from "./random.ts";
import type { Tenant } from "./tenants.ts";

/** Everything a trace needs to know about the request it belongs to. */
export interface Request {
  readonly random: Random;
  readonly startMs: number;
  readonly daysAgo: number;
  readonly tenant: Tenant;
  readonly feature: string;
  readonly service: string;
}

type Attributes = DemoSpan["attributes"];

interface SpanOptions {
  readonly name: string;
  readonly parent?: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly attributes: Attributes;
  readonly error?: DemoSpan["error"];
  /** Known beforehand when children are added before their parent ends. */
  readonly spanId?: string;
}

export interface TraceBuilder {
  newSpanId(): string;
  /** Adds a span with the attribution of the request and returns its id. */
  add(span: SpanOptions): string;
  build(): DemoTrace;
}

/** Collects the spans of one request; feature, tenant, user and session are on each of them. */
export function createTraceBuilder(request: Request): TraceBuilder {
  const { random, tenant, feature, service } = request;
  const traceId = random.hex(16);
  const environment = random.chance(0.06) ? "staging" : "production";
  const attribution = {
    "feature.name": feature,
    "tenant.id": tenant.id,
    "user.id": `${tenant.id}-u${random.int(1, tenant.users)}`,
    "session.id": `s-${random.hex(5)}`,
  };
  const spans: DemoSpan[] = [];
  return {
    newSpanId: () => random.hex(8),
    add: ({ parent = "", spanId = random.hex(8), error, attributes, ...span }) => {
      spans.push({
        ...span,
        traceId,
        spanId,
        parentSpanId: parent,
        service,
        environment,
        attributes: { ...attribution, ...attributes, ...(error ? { "error.type": error.type } : {}) },
        ...(error ? { error } : {}),
      });
      return spanId;
    },
    build: () => spans,
  };
}
