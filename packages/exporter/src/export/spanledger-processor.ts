import { type Context, diag } from "@opentelemetry/api";
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type Span,
  type SpanExporter,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { attributionOf } from "../attribution/attribution-of.ts";
import type { Guard } from "../guard/guard.ts";
import { SpanledgerExporter, type SpanledgerExporterOptions } from "./spanledger-exporter.ts";

export interface SpanledgerProcessorOptions extends SpanledgerExporterOptions {
  /** Sees every finished span, so that loops are found in the process itself. */
  readonly guard?: Guard | undefined;
  /** An exporter of your own instead of a `SpanledgerExporter`. */
  readonly exporter?: SpanExporter | undefined;
  /** Milliseconds until a finished span is sent while its trace is still open; 500 unless given. */
  readonly flushMs?: number | undefined;
  /** False ignores attribution that another process sent as baggage; true unless given. */
  readonly trustBaggage?: boolean | undefined;
}

const FLUSH_MS = 500;
const MAX_QUEUED_SPANS = 8_192;
const MAX_BATCH_SPANS = 512;
const MAX_EXPORT_MS = 10_000;

/** Puts the attribution of the context on each span and sends it within a second of its end, parents still open. */
export class SpanledgerProcessor implements SpanProcessor {
  readonly #batch: BatchSpanProcessor;
  readonly #guard: Guard | undefined;
  readonly #trustBaggage: boolean;

  constructor(options: SpanledgerProcessorOptions = {}) {
    this.#batch = new BatchSpanProcessor(options.exporter ?? new SpanledgerExporter(options), {
      scheduledDelayMillis: options.flushMs ?? FLUSH_MS,
      maxQueueSize: MAX_QUEUED_SPANS,
      maxExportBatchSize: MAX_BATCH_SPANS,
      exportTimeoutMillis: MAX_EXPORT_MS,
    });
    this.#guard = options.guard;
    this.#trustBaggage = options.trustBaggage ?? true;
  }

  onStart(span: Span, parent: Context): void {
    const attribution = attributionOf(parent, this.#trustBaggage);
    const given = (span as unknown as ReadableSpan).attributes;
    for (const name in attribution) {
      const value = attribution[name];
      if (value !== undefined && given[name] === undefined) span.setAttribute(name, value);
    }
  }

  onEnd(span: ReadableSpan): void {
    this.#guard?.observe(span);
    this.#batch.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#batch.forceFlush().catch(report);
  }

  /** Never rejects: an app that ends while the platform is down must not fail for it. */
  shutdown(): Promise<void> {
    return this.#batch.shutdown().catch(report);
  }
}

function report(error: unknown): void {
  diag.warn("Spanledger did not get the last spans.", error);
}
