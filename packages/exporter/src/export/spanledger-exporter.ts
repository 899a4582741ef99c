import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import { type ConnectionOptions, resolveConnection } from "../connection.ts";
import type { ContentPolicy } from "../content/content-policy.ts";
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
  readonly #content: ContentPolicy;

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
    this.#content = options.content ?? "on";
  }

  export(...[spans, done]: Parameters<SpanExporter["export"]>): void {
    try {
      this.#inner.export(
        spans.map((span: ReadableSpan) => spanView(span, this.#content)),
        done,
      );
    } catch (cause) {
      done({ code: FAILED, error: cause instanceof Error ? cause : new Error(String(cause)) });
    }
  }

  async forceFlush(): Promise<void> {
    await this.#inner.forceFlush?.();
  }

  shutdown(): Promise<void> {
    return this.#inner.shutdown();
  }
}

const FAILED = 1;
