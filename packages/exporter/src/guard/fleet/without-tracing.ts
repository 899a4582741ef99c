import { context, createContextKey } from "@opentelemetry/api";

/** The key of `suppressTracing` in `@opentelemetry/core`, which both SDK generations look up by this name. */
const SUPPRESS_TRACING = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

/** Runs `work` without spans of its own: the guard's requests are no part of the app's traces. */
export function withoutTracing<Result>(work: () => Result): Result {
  return context.with(context.active().setValue(SUPPRESS_TRACING, true), work);
}
