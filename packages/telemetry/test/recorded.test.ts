import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { billingSpanOfCall } from "../src/bill/billing-span-of-call.ts";
import { areModelsCompatible } from "../src/bill/are-models-compatible.ts";
import { decideTrace } from "../src/bill/decide-trace.ts";
import { mergeEvidence } from "../src/bill/merge-evidence.ts";
import type { Call, Usage } from "../src/call.ts";
import { DEFAULT_DECODE_LIMITS } from "../src/decode/decode-limits.ts";
import { decodeTraces } from "../src/decode/decode-traces.ts";
import { normaliseSpan } from "../src/normalise/normalise-span.ts";

const RECORDED = join(import.meta.dirname, "recorded");
/** A figure that says itself that it is a bound or a guess. */
const DOUBTS = ["cache_unreported", "usage_estimated"];

interface TruthCall {
  readonly n: number;
  readonly model_requested: string;
  readonly usage: {
    readonly input_uncached: number;
    readonly cached_read: number;
    readonly cache_write: number;
    readonly cache_write_1h: number;
    readonly output_total: number;
  } | null;
  readonly telemetry: { readonly as: string };
}

interface Billed {
  readonly call: Call;
  readonly usage: Usage | null;
}

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

const scenarios = folders(RECORDED).flatMap((name) => folders(join(RECORDED, name)).map((one) => `${name}/${one}`));

function billedOf(scenario: string): readonly Billed[] {
  const folder = join(RECORDED, scenario);
  const traces = new Map<string, Map<string, Call>>();
  for (const file of readdirSync(folder).filter((entry) => entry.startsWith("request-"))) {
    const encoding = file.endsWith(".pb") ? "protobuf" : "json";
    for (const span of decodeTraces(readFileSync(join(folder, file)), encoding, DEFAULT_DECODE_LIMITS).spans) {
      const calls = traces.get(span.traceId) ?? new Map<string, Call>();
      traces.set(span.traceId, calls.set(`${span.spanId} ${calls.size}`, normaliseSpan(span)));
    }
  }
  return [...traces.values()].flatMap(billedInTrace);
}

function billedInTrace(calls: ReadonlyMap<string, Call>): readonly Billed[] {
  const decisions = decideTrace([...calls].map(([key, call]) => billingSpanOfCall(call, key)));
  return [...calls].flatMap(([key, call]) => {
    const decision = decisions.get(key);
    if (decision?.state !== "billed" && decision?.state !== "provisional") return [];
    const absorbed = decision.absorbed.flatMap((other) => calls.get(other) ?? []);
    return [{ call, usage: mergeEvidence(call, absorbed).usage }];
  });
}

function isExact({ call, usage }: Billed, { usage: truth, model_requested }: TruthCall): boolean {
  if (usage === null || truth === null) return false;
  return (
    areModelsCompatible([call.responseModel, call.requestModel], [model_requested]) &&
    usage.uncachedInput === truth.input_uncached &&
    usage.cacheRead === truth.cached_read &&
    usage.cacheWrite5m === truth.cache_write - truth.cache_write_1h &&
    usage.cacheWrite1h === truth.cache_write_1h &&
    usage.output === truth.output_total
  );
}

describe("instrumentations outside of the corpus", () => {
  test.each(scenarios)("%s: every call once, with the provider's own buckets or with a doubt", (scenario) => {
    const { calls } = JSON.parse(readFileSync(join(RECORDED, scenario, "truth.json"), "utf8")) as {
      readonly calls: readonly TruthCall[];
    };
    const billed = [...billedOf(scenario)];
    expect(billed.length, "calls on the bill").toBe(calls.length);
    const unexplained = calls.filter((truth) => {
      const at = billed.findIndex((one) => isExact(one, truth));
      if (at >= 0) billed.splice(at, 1);
      return at < 0;
    });
    for (const { call, usage } of billed) {
      const isDoubted = usage === null || DOUBTS.some((flag) => call.flags.includes(flag));
      expect(isDoubted, `${call.span.name} is billed as if it were certain`).toBe(true);
    }
    expect(billed.length).toBe(unexplained.length);
  });
});
