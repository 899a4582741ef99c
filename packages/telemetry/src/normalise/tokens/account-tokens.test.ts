import { describe, expect, test } from "vitest";
import fc from "fast-check";
import mapping from "../../../test/mapping.json" with { type: "json" };
import { accountTokens } from "./account-tokens.ts";
import type { EmitterRule, ProviderFamily, TokenEvidence } from "./token-evidence.ts";

interface Vector {
  readonly name: string;
  readonly in: Readonly<Record<string, unknown>>;
  readonly out: { readonly uncached: number; readonly read: number; readonly write: number; readonly output: number };
  readonly rule: string;
}

const amount = (value: unknown): number | null => (typeof value === "number" ? value : null);

function evidenceOf(given: Vector["in"]): TokenEvidence {
  const emitter = given["emitter"];
  return {
    input: amount(given["I"]),
    output: amount(given["O"]),
    total: amount(given["T"]),
    cacheRead: amount(given["R"]),
    cacheWrite: amount(given["W"]),
    cacheWrite5m: amount(given["W5"]),
    cacheWrite1h: amount(given["W1"]),
    reasoning: amount(given["Q"]),
    family: (given["family"] ?? "other") as ProviderFamily,
    dotted: given["dotted"] === true,
    flat: given["flat"] === true,
    inclusiveSchema: given["inclusive_schema"] === true,
    emitter:
      typeof emitter === "string" ? { rule: emitter as EmitterRule, confidence: 90, reasoningOutside: false } : null,
    disjointInput: given["langfuse"] === "disjoint" ? amount(given["I"]) : amount(given["disjoint_input"]),
    disjointReasoning: given["langfuse"] === "disjoint",
    anomalyInclusive: given["anomaly_inclusive"] === true,
  };
}

describe("published vectors", () => {
  const vectors = mapping.test_vectors.tokens as unknown as readonly Vector[];
  test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    const found = accountTokens(evidenceOf(vector.in));
    expect({
      uncached: found.uncachedInput,
      read: found.cacheRead,
      write: found.cacheWrite,
      output: found.output,
      rule: found.rule,
    }).toEqual({ ...vector.out, rule: vector.rule });
  });
});

const tokens = fc.integer({ min: 0, max: 5_000 });
const maybe = fc.option(tokens);
const anyEvidence: fc.Arbitrary<TokenEvidence> = fc.record({
  input: maybe,
  output: maybe,
  total: fc.option(fc.integer({ min: 0, max: 20_000 })),
  cacheRead: maybe,
  cacheWrite: maybe,
  cacheWrite5m: maybe,
  cacheWrite1h: maybe,
  reasoning: maybe,
  family: fc.constantFrom<ProviderFamily>("openai", "anthropic", "bedrock", "gemini", "xai", "other"),
  dotted: fc.boolean(),
  flat: fc.boolean(),
  inclusiveSchema: fc.boolean(),
  emitter: fc.option(
    fc.record({
      rule: fc.constantFrom<EmitterRule>("inclusive", "exclusive", "partial_read_if_over"),
      confidence: fc.integer({ min: 0, max: 100 }),
      reasoningOutside: fc.boolean(),
    }),
  ),
  disjointInput: maybe,
  disjointReasoning: fc.boolean(),
  anomalyInclusive: fc.boolean(),
});

/** A provider's own truth and how an emitter might report it. */
const truth = fc.record({ uncached: tokens, read: tokens, write: tokens, output: tokens, reasoning: tokens });

describe("buckets", () => {
  test("are never negative, whatever is reported", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const found = accountTokens(evidence);
        for (const bucket of [found.uncachedInput, found.cacheRead, found.cacheWrite, found.output]) {
          expect(bucket).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test("hold every reported token: reads and writes stay, input is explained by the rule", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const found = accountTokens(evidence);
        expect(found.cacheRead).toBe(evidence.cacheRead ?? 0);
        expect(found.cacheWrite).toBeGreaterThanOrEqual(evidence.cacheWrite ?? 0);
        expect(found.output).toBeGreaterThanOrEqual(evidence.output ?? 0);
        const real = found.uncachedInput + found.cacheRead + found.cacheWrite;
        const input = evidence.disjointInput ?? evidence.input ?? 0;
        const allowed = [
          input,
          input + found.cacheRead,
          input + found.cacheWrite,
          input + found.cacheRead + found.cacheWrite,
        ];
        expect(allowed).toContain(real);
      }),
      { numRuns: 5_000 },
    );
  });

  test("are the provider's own when an exclusive emitter gives the provider's total", () => {
    fc.assert(
      fc.property(truth, ({ uncached, read, write, output }) => {
        const total = uncached + read + write + output;
        const found = accountTokens(
          plain({ input: uncached, output, total, cacheRead: read, cacheWrite: write, family: "bedrock" }),
        );
        expect(found).toMatchObject({ uncachedInput: uncached, cacheRead: read, cacheWrite: write, output });
      }),
    );
  });

  test("are the provider's own when a known inclusive emitter reports them", () => {
    fc.assert(
      fc.property(truth, ({ uncached, read, write, output, reasoning }) => {
        const found = accountTokens(
          plain({
            input: uncached + read + write,
            output: output + reasoning,
            cacheRead: read,
            cacheWrite: write,
            reasoning,
            emitter: { rule: "inclusive", confidence: 90, reasoningOutside: false },
          }),
        );
        expect(found).toMatchObject({ uncachedInput: uncached, output: output + reasoning });
      }),
    );
  });
});

function plain(given: Partial<TokenEvidence>): TokenEvidence {
  return {
    ...evidenceOf({}),
    ...given,
  };
}
