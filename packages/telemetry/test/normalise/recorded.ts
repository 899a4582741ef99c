import type { Call } from "../../src/call.ts";
import { normaliseSpan } from "../../src/normalise/normalise-span.ts";
import { readScenario } from "./read-scenario.ts";

/** The recorded spans of a scenario, normalised; those of one name when given. */
export function recorded(path: string, name?: string): readonly Call[] {
  const [instrumentation = "", scenario = ""] = path.split("/");
  const calls = readScenario(instrumentation, scenario).spans.map((span) => normaliseSpan(span));
  return name === undefined ? calls : calls.filter((call) => call.span.name === name);
}

/** The first recorded span of a name. @throws Error when there is none */
export function firstRecorded(path: string, name: string): Call {
  const call = recorded(path, name)[0];
  if (call === undefined) throw new Error(`No span "${name}" was recorded in ${path}`);
  return call;
}

/** uncached, cache read, cache write (both lifetimes), output, reasoning; null without usage. */
export function bucketsOf(call: Call | undefined): readonly (number | null)[] | null {
  const usage = call?.usage ?? null;
  return usage === null
    ? null
    : [usage.uncachedInput, usage.cacheRead, usage.cacheWrite5m + usage.cacheWrite1h, usage.output, usage.reasoning];
}
