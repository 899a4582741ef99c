import { context, createContextKey, type Context } from "@opentelemetry/api";
import type { Span, SpanProcessor } from "@opentelemetry/sdk-trace-base";

/** Span attributes that say who and what a call is for, e.g. `{ "tenant.id": "acme" }`. */
export type Attribution = Readonly<Record<string, string>>;

const KEY = createContextKey("attribution");

/** Runs `work` so that every span started inside, by any library, carries the attribution. Nested calls add to it. */
export function withAttribution<T>(attribution: Attribution, work: () => Promise<T>): Promise<T> {
  const merged = { ...attributionOf(context.active()), ...attribution };
  return context.with(context.active().setValue(KEY, merged), work);
}

/** Copies the attribution of the context onto each span when it starts. */
export const attributionProcessor: SpanProcessor = {
  onStart: (span: Span, parent: Context) => void span.setAttributes(attributionOf(parent)),
  onEnd: () => undefined,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
};

function attributionOf(from: Context): Attribution {
  return (from.getValue(KEY) as Attribution | undefined) ?? {};
}
