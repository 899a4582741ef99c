import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aBillingSpan, aCallSpan, someTokens } from "../../test/a-billing-span.ts";
import type { OpClass, Role } from "../call.ts";
import type { BillingSpan } from "./billing-span.ts";
import { decideTrace } from "./decide-trace.ts";

interface Vector {
  readonly name: string;
  readonly spans: readonly {
    readonly id: string;
    readonly parent: string | null;
    readonly role: Role;
    readonly op: string;
    readonly cls?: OpClass;
    readonly t0: number;
    readonly t1: number;
    readonly U: number;
    readonly R: number;
    readonly W: number;
    readonly O: number;
    readonly models?: readonly string[];
    readonly scope?: string;
    readonly rid?: string;
  }[];
  readonly billed: readonly string[];
}

const mapping = JSON.parse(readFileSync(new URL("../../test/mapping.json", import.meta.url), "utf8")) as {
  readonly test_vectors: { readonly billing: readonly Vector[] };
};

function spansOf(vector: Vector): BillingSpan[] {
  return vector.spans.map((span) =>
    aBillingSpan({
      spanId: span.id,
      parentSpanId: span.parent ?? "",
      role: span.role,
      opClass: span.cls ?? (span.role === "call" ? "generation" : span.role),
      operation: span.op,
      scope: span.scope ?? "",
      startNs: BigInt(span.t0) * 1_000_000n,
      endNs: BigInt(span.t1) * 1_000_000n,
      models: span.models ?? [],
      responseId: span.rid ?? "",
      tokens: someTokens({ uncached: span.U, cacheRead: span.R, cacheWrite: span.W, output: span.O }),
    }),
  );
}

/** Ids of the spans that carry tokens on the bill. */
function billed(spans: readonly BillingSpan[]): string[] {
  const decisions = decideTrace(spans);
  return spans
    .filter(({ key, tokens }) => {
      const state = decisions.get(key)?.state;
      const hasTokens = tokens !== null && tokens.uncached + tokens.cacheRead + tokens.cacheWrite + tokens.output > 0;
      return hasTokens && (state === "billed" || state === "provisional");
    })
    .map(({ spanId }) => spanId)
    .sort();
}

describe("decideTrace", () => {
  test.each(mapping.test_vectors.billing)("bills the recorded case: $name", (vector) => {
    expect(billed(spansOf(vector))).toEqual([...vector.billed].sort());
  });

  test("keeps the copy of a span that knows more and marks the others as duplicates", () => {
    const spans = [
      aCallSpan({ spanId: "a", key: "1", endNs: 0n }),
      aCallSpan({ spanId: "a", key: "2", attributeCount: 5 }),
      aCallSpan({ spanId: "a", key: "3", attributeCount: 5 }),
    ];
    const decisions = decideTrace(spans);
    expect(spans.map(({ key }) => decisions.get(key)?.state)).toEqual(["duplicate", "billed", "duplicate"]);
  });

  test("bills parallel equal calls as many times as each of two tracers saw them", () => {
    const spans = ["a", "b"].flatMap((scope) =>
      [0n, 1n, 2n].map((start) =>
        aCallSpan({ spanId: `${scope}${start}`, scope, startNs: start, endNs: 100n + start }),
      ),
    );
    expect(billed(spans)).toHaveLength(3);
  });

  test("does not count a response-cache hit or the wrapper that repeats it", () => {
    const spans = [
      aCallSpan({ spanId: "outer" }),
      aCallSpan({ spanId: "inner", parentSpanId: "outer", cacheHit: true }),
      aBillingSpan({
        spanId: "agent",
        role: "rollup",
        operation: "invoke_agent",
        tokens: someTokens({ uncached: 100 }),
      }),
    ].map((span) => (span.spanId === "outer" ? { ...span, parentSpanId: "agent" } : span));
    expect(billed(spans)).toEqual([]);
    expect(decideTrace(spans).get("inner")?.state).toBe("cached");
  });

  test("counts failed attempts once each and not their failed wrapper", () => {
    const spans = [
      aCallSpan({ spanId: "wrapper", tokens: null, failed: true }),
      aCallSpan({ spanId: "first", parentSpanId: "wrapper", tokens: null, failed: true }),
      aCallSpan({ spanId: "second", parentSpanId: "wrapper", tokens: null, failed: true }),
    ];
    const states = decideTrace(spans);
    expect(spans.map(({ key }) => states.get(key)?.state)).toEqual(["superseded", "billed", "billed"]);
  });

  test("counts a call without usage once when a second tracer beside it has the usage", () => {
    const spans = [
      aBillingSpan({ spanId: "root" }),
      aCallSpan({ spanId: "framework", parentSpanId: "root", scope: "langchain" }),
      aCallSpan({ spanId: "sdk", parentSpanId: "root", scope: "openai", tokens: null, startNs: 1n, endNs: 9n }),
    ];
    expect(decideTrace(spans).get("sdk")).toMatchObject({ state: "superseded", supersededBy: "framework" });
  });

  test("bills the measured one of two tracers when the other counted for itself", () => {
    const measured = someTokens({ uncached: 61, output: 24 });
    const counted = { doubtful: true, tokens: someTokens({ uncached: 26, output: 20 }) };
    const spans = [
      aBillingSpan({ spanId: "root" }),
      aCallSpan({ spanId: "framework", parentSpanId: "root", scope: "langchain", tokens: measured }),
      aCallSpan({ spanId: "sdk", parentSpanId: "root", scope: "openai", ...counted }),
      aCallSpan({ spanId: "wrapper", scope: "langchain", tokens: measured }),
      aCallSpan({ spanId: "inner", parentSpanId: "wrapper", scope: "openai", ...counted, estimated: true }),
    ];
    expect(billed(spans)).toEqual(["framework", "wrapper"]);
  });

  test("does not take a call of another tracer away because its own twin is already found", () => {
    const spans = [
      aBillingSpan({ spanId: "root" }),
      aCallSpan({ spanId: "lc", parentSpanId: "root", scope: "langchain" }),
      aCallSpan({ spanId: "lc-sdk", parentSpanId: "root", scope: "openai", doubtful: true }),
      aCallSpan({
        spanId: "other",
        parentSpanId: "root",
        scope: "openai",
        doubtful: true,
        tokens: someTokens({ uncached: 7, output: 7 }),
      }),
    ];
    expect(billed(spans)).toHaveLength(2);
    expect(billed(spans)).toContain("other");
  });

  test("is fast on a trace of 5,000 calls, nested or in parallel", () => {
    const wide = Array.from({ length: 5_000 }, (_, index) =>
      aCallSpan({ spanId: `s${index}`, parentSpanId: "s0", scope: `scope${index % 3}` }),
    );
    const deep = Array.from({ length: 5_000 }, (_, index) =>
      aCallSpan({ spanId: `s${index}`, parentSpanId: index === 0 ? "" : `s${index - 1}` }),
    );
    for (const spans of [wide, deep]) {
      const { user, system } = process.cpuUsage();
      decideTrace(spans);
      const used = process.cpuUsage({ user, system });
      expect(used.user + used.system).toBeLessThan(3_000_000);
    }
  });
});

describe("a call that a tracer reports after its span", () => {
  const opened = aCallSpan({ spanId: "opened", parentSpanId: "agent", scope: "tracer", tokens: null, endNs: 4n });
  const reported = aCallSpan({ spanId: "report", parentSpanId: "agent", scope: "tracer", startNs: 9n, endNs: 9n });
  const report = { ...reported, isReport: true };

  test("is one call, on the report", () => {
    const decisions = decideTrace([opened, report]);
    expect(decisions.get("opened")).toMatchObject({ state: "superseded", supersededBy: "report" });
    expect(decisions.get("report")?.state).toBe("billed");
  });

  test("is on the span of whoever measured the call itself", () => {
    const sdk = aCallSpan({ spanId: "sdk", parentSpanId: "opened", scope: "sdk", endNs: 8n });
    expect(billed([opened, sdk, report])).toEqual(["sdk"]);
    const wrapper = aCallSpan({ spanId: "agent", scope: "framework", endNs: 10n });
    expect(billed([wrapper, opened, sdk, report])).toEqual(["sdk"]);
  });

  test("is two calls where the first one failed, or another tracer's span is nearby", () => {
    expect(decideTrace([{ ...opened, failed: true }, report]).get("opened")?.state).toBe("billed");
    expect(decideTrace([{ ...opened, scope: "other" }, report]).get("opened")?.state).toBe("billed");
  });

  test("takes one span for each report", () => {
    const again = { ...opened, spanId: "again", key: "again", startNs: 1n };
    const states = [...decideTrace([opened, again, report]).values()].map(({ state }) => state);
    expect(states.sort()).toEqual(["billed", "billed", "superseded"]);
  });
});

test("a wrapper counting one call keeps its inner copies of several tracers from being added", () => {
  const wrapper = aCallSpan({ spanId: "wrapper", scope: "framework", endNs: 20n });
  const first = aCallSpan({ spanId: "first", parentSpanId: "wrapper", scope: "a", endNs: 5n });
  const second = aCallSpan({ spanId: "second", parentSpanId: "wrapper", scope: "b", startNs: 12n, endNs: 15n });
  expect(billed([wrapper, first, second])).toEqual(["first"]);
  const twice = { ...wrapper, tokens: someTokens({ uncached: 200, output: 20 }) };
  expect(billed([twice, first, second]).sort()).toEqual(["first", "second"]);
});

describe("an answer's own id in two tracers at the same time", () => {
  const id = { responseId: "msg_01XFDUDYJgAACzvnptvVoYEL" };
  const tokens = (output: number) => someTokens({ uncached: 100, output });
  const one = aCallSpan({ spanId: "one", scope: "a", tokens: tokens(24), ...id });
  const other = aCallSpan({ spanId: "other", scope: "b", tokens: tokens(23), ...id });
  const third = aCallSpan({ spanId: "third", scope: "c", tokens: tokens(23), ...id });

  test("is one call though one of them miscounts it; what most counted is billed", () => {
    expect(billed([one, other])).toHaveLength(1);
    expect(billed([{ ...one, doubtful: true }, other])).toEqual(["other"]);
    expect(billed([one, other, third])).toEqual(["other"]);
  });

  test("is two calls in one tracer, one after the other, or with an id that may repeat", () => {
    expect(billed([one, { ...other, scope: "a" }])).toHaveLength(2);
    expect(billed([one, { ...other, startNs: 11n, endNs: 20n }])).toHaveLength(2);
    const short = { responseId: "chatcmpl-7" };
    expect(
      billed([
        { ...one, ...short },
        { ...other, ...short },
      ]),
    ).toHaveLength(2);
  });
});

const ROLES = [
  { role: "call", opClass: "generation", operation: "chat" },
  { role: "call", opClass: "embedding", operation: "embeddings" },
  { role: "rollup", opClass: "rollup", operation: "invoke_agent" },
  { role: "rollup", opClass: "rollup", operation: "agent_step" },
  { role: "none", opClass: "none", operation: "execute_tool" },
  { role: "none", opClass: "none", operation: "other" },
] as const;

const anySpan = fc
  .record({
    id: fc.integer({ min: 0, max: 11 }),
    copy: fc.integer({ min: 0, max: 3 }),
    parent: fc.integer({ min: -1, max: 12 }),
    kind: fc.constantFrom(...ROLES),
    start: fc.integer({ min: 0, max: 6 }),
    length: fc.integer({ min: 0, max: 6 }),
    tokens: fc.option(fc.record({ uncached: fc.integer({ min: 0, max: 3 }), output: fc.integer({ min: 0, max: 2 }) })),
    model: fc.constantFrom("", "gpt-4o", "openai/gpt-4o", "gpt-4o-mini"),
    scope: fc.constantFrom("a", "b", "c"),
    responseId: fc.constantFrom("", "", "chatcmpl-1", "chatcmpl-2", "msg_1"),
    flags: fc.record({
      failed: fc.boolean(),
      cacheHit: fc.boolean(),
      estimated: fc.boolean(),
      doubtful: fc.boolean(),
      isReport: fc.boolean(),
    }),
  })
  .map(({ id, copy, parent, kind, start, length, tokens, model, scope, responseId, flags }) =>
    aBillingSpan({
      ...kind,
      ...flags,
      key: `${id}.${copy}`,
      spanId: `s${id}`,
      parentSpanId: parent < 0 ? "" : `s${parent}`,
      startNs: BigInt(start),
      endNs: BigInt(start + length),
      tokens: tokens === null ? null : someTokens(tokens),
      models: model === "" ? [] : [model],
      scope,
      responseId,
    }),
  );

const anyTrace = fc.uniqueArray(anySpan, { selector: ({ key }) => key, maxLength: 24 });

describe("decideTrace over random traces", () => {
  test("does not depend on the order of the spans", () => {
    const property = fc.property(
      anyTrace.chain((spans) => fc.tuple(fc.constant(spans), fc.shuffledSubarray(spans, { minLength: spans.length }))),
      ([spans, shuffled]) => {
        const byKey = (map: ReadonlyMap<string, unknown>) => [...map].sort(([one], [other]) => (one < other ? -1 : 1));
        const plain = (trace: readonly BillingSpan[]) =>
          byKey(decideTrace(trace)).map(([key, decision]) => [key, JSON.stringify(sortAbsorbed(decision))]);
        expect(plain(shuffled)).toEqual(plain(spans));
      },
    );
    fc.assert(property, { numRuns: 2_000 });
  });

  test("adding a copy of a span changes nothing but the mark on the copy", () => {
    const property = fc.property(
      anyTrace.filter((spans) => spans.length > 0),
      fc.nat(),
      (spans, pick) => {
        const original = spans[pick % spans.length];
        if (original === undefined) return;
        const copy = { ...original, key: `~${original.key}` };
        expect(billed([...spans, copy])).toEqual(billed(spans));
        expect(decideTrace([...spans, copy]).get(copy.key)?.state).toBe("duplicate");
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  test("leaves no usage without a carrier, and every carrier is on the bill", () => {
    const property = fc.property(anyTrace, (spans) => {
      const decisions = decideTrace(spans);
      const carriers = new Set(
        spans
          .filter(({ key }) => ["billed", "cached", "provisional"].includes(decisions.get(key)?.state ?? ""))
          .map(({ spanId }) => spanId),
      );
      const pointed = [...decisions.values()].filter(({ state }) => state === "superseded");
      expect(pointed.filter(({ supersededBy }) => !carriers.has(supersededBy))).toEqual([]);
      expect(decisions.size).toBe(spans.length);
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  test("bills each span id at most once", () => {
    const property = fc.property(anyTrace, (spans) => {
      const ids = billed(spans);
      expect(new Set(ids).size).toBe(ids.length);
    });
    fc.assert(property, { numRuns: 500 });
  });
});

function sortAbsorbed(decision: unknown): unknown {
  if (typeof decision !== "object" || decision === null || !("absorbed" in decision)) return decision;
  return { ...decision, absorbed: [...(decision.absorbed as string[])].sort() };
}
