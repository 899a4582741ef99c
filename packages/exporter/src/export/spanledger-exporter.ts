import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import { type ConnectionOptions, resolveConnection } from "../connection.ts";
import type { ContentFilter, ContentPolicy } from "../content/content-policy.ts";
import { spanView } from "./span-view.ts";

/** The `OTLPTraceExporter` of `@opentelemetry/exporter-trace-otlp-http` or `-proto`. */
export type OtlpExporterClass = new (config: {
  url: string;
  headers: Record<string, string>;
  timeoutMillis: number;
  compression: never;
}) => SpanExporter;

export interface SpanledgerExporterOptions extends ConnectionOptions {
  /** Whether prompts and answers are sent; `on` unless given. Applied to every known instrumentation's attributes. */
  readonly content?: ContentPolicy | undefined;
  /** Sends JSON with the class of `@opentelemetry/exporter-trace-otlp-http`; protobuf otherwise. */
  readonly otlpExporter?: OtlpExporterClass | undefined;
  /** Milliseconds for one request; 10,000 unless given. */
  readonly timeoutMs?: number | undefined;
}

/** Sends spans to Spanledger. Use it with `SpanledgerProcessor`, or with a batch processor of your own. */
export class SpanledgerExporter implements SpanExporter {
  readonly #inner: SpanExporter;
  /** Undefined sends content as it is. */
  readonly #filter: Promise<ContentFilter | undefined>;

  constructor(options: SpanledgerExporterOptions = {}) {
    const { endpoint, headers } = resolveConnection(options);
    const Otlp = options.otlpExporter ?? (OTLPTraceExporter as unknown as OtlpExporterClass);
    this.#inner = new Otlp({
      url: `${endpoint}/v1/traces`,
      headers: { ...headers },
      timeoutMillis: options.timeoutMs ?? 10_000,
      // The published enum has this value; importing it would need one more peer.
      compression: "gzip" as never,
    });
    this.#filter = filterOf(options.content ?? "on");
    this.#filter.catch(() => undefined);
  }

  export(...[spans, done]: Parameters<SpanExporter["export"]>): void {
    this.#filter
      .then((filter) =>
        this.#inner.export(
          spans.map((span: ReadableSpan) => spanView(span, filter)),
          done,
        ),
      )
      .catch((error: Error) => done({ code: FAILED, error }));
  }

  async forceFlush(): Promise<void> {
    await this.#filter.catch(() => undefined);
    await this.#inner.forceFlush?.();
  }

  async shutdown(): Promise<void> {
    await this.#filter.catch(() => undefined);
    await this.#inner.shutdown();
  }
}

const FAILED = 1;

/** The filter is a file of its own that few apps load. Spans wait for it; when it cannot be loaded none is sent. */
async function filterOf(policy: ContentPolicy): Promise<ContentFilter | undefined> {
  if (policy === "on") return undefined;
  const { createContentFilter } = await import("../content/create-content-filter.ts");
  return createContentFilter(policy);
}
