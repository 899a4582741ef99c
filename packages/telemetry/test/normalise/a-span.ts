import type { AttributeValue, Span } from "../../src/span.ts";

interface SpanFields extends Partial<Omit<Span, "attributes" | "scope" | "resource" | "events">> {
  readonly scope?: string;
  readonly schemaUrl?: string;
  readonly resource?: Readonly<Record<string, AttributeValue>>;
  readonly events?: readonly {
    readonly name: string;
    readonly attributes: Readonly<Record<string, AttributeValue>>;
    readonly atMs?: number;
  }[];
}

const START_NS = 1_795_248_000_000_000_000n;

/** A span of two seconds with these attributes. */
export function aSpan(attributes: Readonly<Record<string, AttributeValue>>, fields: SpanFields = {}): Span {
  const { scope, schemaUrl, resource, events, ...rest } = fields;
  return {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "b7ad6b7169203331",
    parentSpanId: "00f067aa0ba902b7",
    name: "span",
    kind: 1,
    startTimeNs: START_NS,
    endTimeNs: START_NS + 2_000_000_000n,
    statusCode: 0,
    statusMessage: "",
    flags: [],
    ...rest,
    attributes: new Map(Object.entries(attributes)),
    events: (events ?? []).map((event) => ({
      name: event.name,
      timeNs: START_NS + BigInt(event.atMs ?? 0) * 1_000_000n,
      attributes: new Map(Object.entries(event.attributes)),
    })),
    resource: { attributes: new Map(Object.entries(resource ?? {})) },
    scope: { name: scope ?? "", version: "", schemaUrl: schemaUrl ?? "", attributes: new Map() },
  };
}
