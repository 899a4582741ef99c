import { Ajv2020 } from "ajv/dist/2020.js";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleLines, VECTORS } from "../../test/sample.ts";
import { checkRecord } from "../schema/check-record.ts";
import { compileSchema } from "../schema/compile-schema.ts";
import schema from "../schema/record.v1.schema.json" with { type: "json" };
import { canonicalJson, type JsonValue } from "./canonical-json.ts";
import { encodeBody } from "./encode-body.ts";
import type { RecordBody } from "./record-body.ts";
import { toCode, toId, toVersion } from "./to-schema-text.ts";

const observation = JSON.parse(VECTORS.body0) as RecordBody;
const ajv = new Ajv2020({ strict: false }).compile(schema);

// Every member that the schema knows, so that the order of all keys is tried.
const full: RecordBody = {
  ...observation,
  kind: "oversight",
  annex3: "1(a)",
  parent: "00f067aa0ba902b7",
  src: { id: "sdk1", seq: 7, sdk: "otel-js/1.2", clk_err_us: 15 },
  model: { region: "eu-west-1", fp: "fp_44", res: "m", req: "m", prov: "acme" },
  cfg: {
    tools_sha256: "0".repeat(64),
    prompt_ver: "3",
    prompt_sha256: "1".repeat(64),
    prompt_id: "greeting",
    policy_ver: "2026.1",
    ifu_ver: "9",
    params: { top_p: "0.9", stream: true, temperature: "0.2" },
  },
  refdb: [{ ver: "1", sha256: "2".repeat(64), match: true, id: "faces", hits: 3 }],
  usage: { out: 3, in: 1, cached: 0 },
  err: "rate_limit",
  guard: [{ ver: "1", sev: "high", res: "block", id: "injection" }],
  risk: ["bias", "abuse"],
  oversight: { state: "pending", required: true, mode: "in_loop" },
  notice: { ver: "1", method: "banner", marked: false, ai_disclosed: true, affected_informed: true },
  c: { reviewer_ref: "a".repeat(43), output: "b".repeat(43), input: "c".repeat(43) },
  d: { target: { i: 5, log: "traces.example.eu/log/x/w01" }, action: "override", latency_us: 9, final: true },
};

describe("a record body", () => {
  test("of the sample export comes out byte for byte", () => {
    const lines = [VECTORS.body0, ...sampleLines("records.jsonl")];
    for (const line of lines) expect(encodeBody(JSON.parse(line) as RecordBody)).toBe(line);
    expect(lines).toHaveLength(631);
  });

  test("with every member is equal to RFC 8785 and allowed by the schema", () => {
    expect(encodeBody(full)).toBe(canonicalize(full));
    expect(checkRecord(JSON.parse(encodeBody(full)))).toBeUndefined();
  });

  test("equals RFC 8785 whatever its texts, times and commitments are", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const count = fc.maxSafeNat();
    const digests = fc.dictionary(text, text, { maxKeys: 6 });
    fc.assert(
      fc.property(fc.record({ sys: text, sysv: text, start_us: count, end_us: count, c: digests }), (changed) => {
        const body: RecordBody = { ...full, ...changed };
        expect(encodeBody(body)).toBe(canonicalize(body));
      }),
    );
  });

  test("never carries a fraction, a negative count or a number that loses digits", () => {
    const wrong = (change: object) => () => encodeBody({ ...full, ...change } as RecordBody);
    expect(wrong({ start_us: 1.5 })).toThrow("1.5 is not an integer from 0 to 2^53-1; write decimals as text.");
    expect(wrong({ end_us: -1 })).toThrow("-1 is not an integer");
    expect(wrong({ usage: { in: 2 ** 53 } })).toThrow("is not an integer");
    expect(wrong({ d: { action: "stop", target: { i: 0.5 } } })).toThrow("0.5 is not an integer below 2^53");
  });

  test("above 16 KiB is refused", () => {
    const risk = Array.from({ length: 16 }, () => "r".repeat(1_100));
    expect(() => encodeBody({ ...full, risk })).toThrow("at most 16384 bytes");
  });
});

describe("canonical JSON", () => {
  test("equals RFC 8785 for any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        expect(canonicalJson(value as JsonValue)).toBe(canonicalize(value));
      }),
    );
  });

  test.each([
    ["-0", -0, "0"],
    ["an exponent", 1e21, "1e+21"],
    ["the smallest double", 5e-324, "5e-324"],
    ["a lone surrogate", "a\ud83d", '"a\ufffd"'],
    ["a lone surrogate in a long text", `${"x".repeat(200)}\udc00`, `"${"x".repeat(200)}\ufffd"`],
    ["decomposed and composed letters as they are", "e\u0301\u00e9", '"e\u0301\u00e9"'],
    ["control characters", "\u0000\b\n\u001f\u007f", '"\\u0000\\b\\n\\u001f\u007f"'],
  ])("writes %s", (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test("refuses numbers that JSON does not have", () => {
    expect(() => canonicalJson(Number.NaN)).toThrow("NaN is not a JSON number.");
  });
});

describe("the record schema", () => {
  test("allows every record of the sample export", () => {
    for (const line of sampleLines("records.jsonl")) expect(checkRecord(JSON.parse(line))).toBeUndefined();
  });

  test("agrees with an independent validator on changed records", () => {
    const bodies = [observation, full].map((body) => JSON.parse(encodeBody(body)) as Record<string, JsonValue>);
    const paths = bodies.flatMap((body, which) => Object.keys(body).map((key) => ({ which, key })));
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom("1", "ok", 5, -1, 1.5, "1(a)", true, [], {}, ["stop"], [{ id: "x" }]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, fc.boolean(), ({ which, key }, changed, drop) => {
        const body: Record<string, unknown> = { ...bodies[which], [key]: changed };
        if (drop) delete body[key];
        expect(checkRecord(body) === undefined).toBe(ajv(body));
      }),
      { numRuns: 3_000 },
    );
  });

  test("names what is wrong", () => {
    const changed = (change: object) => checkRecord({ ...JSON.parse(encodeBody(full)), ...change });
    expect(changed({ prompt: "secret" })).toBe("/prompt is not allowed here");
    expect(changed({ d: { action: "nod", target: { i: 1 } } })).toBe("/d/action is not one of the allowed values");
    expect(changed({ guard: [{ id: "x" }] })).toBe("/guard/0 lacks res");
    expect(changed({ sys: "two words" })).toBe("/sys has another form");
  });

  test("is never half applied: an unknown keyword is an error", () => {
    const strange = { type: "object", oneOf: [] };
    expect(() => compileSchema(strange)).toThrow("The schema uses the keyword oneOf, not known here.");
  });
});

describe("texts from telemetry", () => {
  test("become ids, versions and codes that the schema allows", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const sys = toId(text) ?? "x";
        const sysv = toVersion(text) ?? "x";
        const err = toCode(text) ?? "x";
        expect(checkRecord({ ...JSON.parse(VECTORS.body0), sys, sysv, err })).toBeUndefined();
      }),
    );
    expect(toId("gpt-4o (preview)")).toBe("gpt-4o__preview_");
    expect(toCode("Rate Limit!")).toBe("rate_limit_");
    expect(toCode("???")).toBeUndefined();
  });
});
