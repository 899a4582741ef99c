import { describe, expect, test } from "vitest";
import type { AttributeValue, Span } from "../span.ts";
import { DecodeError } from "./decode-error.ts";
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "./decode-limits.ts";
import type { DecodedTraces } from "./decode-result.ts";
import { decodeTraces } from "./decode-traces.ts";
import { ProtobufWriter } from "./protobuf/protobuf-writer.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const SPAN_ID = "b7ad6b7169203331";
const NAME = new ProtobufWriter().text(5, "chat").finish();

describe("spans that cannot be taken", () => {
  test.each([
    ["a trace id of 15 bytes", { traceId: TRACE_ID.slice(2) }, "trace_id"],
    ["a trace id of zeros", { traceId: "0".repeat(32) }, "trace_id"],
    ["no trace id", { traceId: undefined }, "trace_id"],
    ["a trace id that is no hex", { traceId: "z".repeat(32) }, "trace_id"],
    ["a trace id that is a number", { traceId: 7 }, "trace_id"],
    ["a span id of 4 bytes", { spanId: "b7ad6b71" }, "span_id"],
    ["a span id of zeros", { spanId: "0".repeat(16) }, "span_id"],
    ["a parent id of 4 bytes", { parentSpanId: "b7ad6b71" }, "parent_span_id"],
    ["a negative start", { startTimeUnixNano: "-1" }, "time"],
    ["a start with a fraction", { startTimeUnixNano: 1.5 }, "time"],
    ["a start beyond 64 bits", { startTimeUnixNano: "18446744073709551616" }, "time"],
    ["attributes that are no list", { attributes: { a: 1 } }, "wrong_type"],
    ["an attribute that is a number", { attributes: [5] }, "wrong_type"],
    ["a name that is a number", { name: 5 }, "wrong_type"],
    ["an integer with a fraction", { attributes: [{ key: "a", value: { intValue: 1.5 } }] }, "wrong_type"],
    [
      "an integer beyond 64 bits",
      { attributes: [{ key: "a", value: { intValue: "9223372036854775808" } }] },
      "wrong_type",
    ],
    ["a string that is a number", { attributes: [{ key: "a", value: { stringValue: 5 } }] }, "wrong_type"],
  ])("%s: it alone is rejected", (_, broken, reason) => {
    const good = { traceId: TRACE_ID, spanId: SPAN_ID };
    const { spans, rejected } = decodeJson([good, { ...good, ...broken }, { ...good, spanId: "00000000000000aa" }]);
    expect(spans.map((span) => span.spanId)).toEqual([SPAN_ID, "00000000000000aa"]);
    expect(rejected).toEqual({ count: 1, reasons: new Map([[reason, 1]]) });
  });

  test.each([
    ["a trace id of 4 bytes", spanBytes({ traceId: "0af76519" }), "trace_id"],
    ["a span id of zeros", spanBytes({ spanId: "0".repeat(16) }), "span_id"],
    ["a parent id of 3 bytes", Buffer.concat([spanBytes({}), field(4, Buffer.from("abc"))]), "parent_span_id"],
    ["a start time as a varint", Buffer.concat([spanBytes({}), varint(7, 1)]), "wrong_type"],
    [
      "an attribute that runs past the span",
      Buffer.concat([spanBytes({}), Buffer.from([0x4a, 0x7f, 0x0a])]),
      "malformed",
    ],
    ["an end group without a start", Buffer.concat([spanBytes({}), Buffer.from([0xa4, 0x01])]), "malformed"],
    ["field number zero", Buffer.concat([spanBytes({}), Buffer.from([0x00, 0x01])]), "malformed"],
    ["a varint without an end", Buffer.concat([spanBytes({}), Buffer.alloc(12, 0xff)]), "malformed"],
  ])("in protobuf, %s: it alone is rejected", (_, broken, reason) => {
    const { spans, rejected } = decodeProtobuf([spanBytes({}), broken, spanBytes({ spanId: "00000000000000aa" })]);
    expect(spans.map((span) => span.spanId)).toEqual([SPAN_ID, "00000000000000aa"]);
    expect(rejected).toEqual({ count: 1, reasons: new Map([[reason, 1]]) });
  });
});

describe("what protobuf allows", () => {
  test("unknown fields of every wire type are skipped, groups included", () => {
    const unknown = [
      varint(900, 300),
      fixed(901, 8),
      field(902, Buffer.from("x")),
      group(903, group(904, varint(1, 1))),
      fixed(905, 4),
    ];
    const [span] = decodeProtobuf([Buffer.concat([...unknown, spanBytes({}), ...unknown])]).spans;
    expect(span?.name).toBe("chat");
  });

  test("a resource and a scope URL that come after their spans belong to them", () => {
    const spans = field(2, spanBytes({}));
    const scopeSpans = Buffer.concat([
      spans,
      field(3, Buffer.from("https://opentelemetry.io/schemas/1.37.0")),
      field(1, field(1, Buffer.from("openai"))),
    ]);
    const resource = field(1, keyValue("service.name", field(1, Buffer.from("shop"))));
    const body = field(1, Buffer.concat([field(2, scopeSpans), field(1, resource)]));
    const [span] = decodeTraces(body, "protobuf", DEFAULT_DECODE_LIMITS).spans;
    expect(span?.resource.attributes.get("service.name")).toBe("shop");
    expect(span?.scope).toMatchObject({ name: "openai", schemaUrl: "https://opentelemetry.io/schemas/1.37.0" });
  });

  test("all spans of one scope share its objects", () => {
    const { spans } = decodeProtobuf([spanBytes({}), spanBytes({})]);
    expect(spans[0]?.resource).toBe(spans[1]?.resource);
    expect(spans[0]?.scope).toBe(spans[1]?.scope);
  });

  test.each([
    [0n, 0],
    [300n, 300],
    [-1n, -1],
    [BigInt(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER],
    [2n ** 53n, 2n ** 53n],
    [-(2n ** 63n), -(2n ** 63n)],
    [2n ** 63n - 1n, 2n ** 63n - 1n],
  ])("the integer %s is kept to the last digit", (given, expected) => {
    const value = Buffer.concat([Buffer.from([0x18]), bigVarint(given)]);
    const [span] = decodeProtobuf([Buffer.concat([spanBytes({}), field(9, keyValue("n", value))])]).spans;
    expect(span?.attributes.get("n")).toBe(expected);
  });

  test("an empty body is an empty request", () => {
    expect(decodeTraces(new Uint8Array(0), "protobuf", DEFAULT_DECODE_LIMITS).spans).toEqual([]);
  });
});

describe("what OTLP JSON senders write", () => {
  test.each([
    ["hex in upper case", { traceId: TRACE_ID.toUpperCase(), spanId: SPAN_ID.toUpperCase() }],
    ["base64", { traceId: base64(TRACE_ID), spanId: base64(SPAN_ID) }],
    ["a parent of zeros", { traceId: TRACE_ID, spanId: SPAN_ID, parentSpanId: "0".repeat(16) }],
    ["a null parent", { traceId: TRACE_ID, spanId: SPAN_ID, parentSpanId: null }],
  ])("ids: %s", (_, ids) => {
    expect(decodeJson([ids]).spans[0]).toMatchObject({ traceId: TRACE_ID, spanId: SPAN_ID, parentSpanId: "" });
  });

  test.each([
    ["a string", '"1795248885574000001"'],
    ["a number beyond 2^53", "1795248885574000001"],
  ])("times written as %s keep every nanosecond", (_, nanos) => {
    const [span] = decodeText(`{"traceId":"${TRACE_ID}","spanId":"${SPAN_ID}","startTimeUnixNano":${nanos}}`).spans;
    expect(span?.startTimeNs).toBe(1_795_248_885_574_000_001n);
  });

  test.each<[string, AttributeValue]>([
    ['{"intValue":"42"}', 42],
    ['{"intValue":42}', 42],
    ['{"intValue":4.2e1}', 42],
    ['{"intValue":"9007199254740993"}', 9_007_199_254_740_993n],
    ['{"intValue":9007199254740993}', 9_007_199_254_740_993n],
    ['{"intValue":-9223372036854775808}', -(2n ** 63n)],
    ['{"doubleValue":0.12345678901234567}', 0.123_456_789_012_345_66],
    ['{"doubleValue":12345678901234567890}', 1.234_567_890_123_456_7e19],
    ['{"doubleValue":"NaN"}', Number.NaN],
    ['{"doubleValue":"-Infinity"}', Number.NEGATIVE_INFINITY],
    ['{"doubleValue":null}', null],
    ['{"boolValue":false}', false],
    ['{"stringValue":""}', ""],
    ['{"stringValue":"12345678901234567890 \\" 1"}', '12345678901234567890 " 1'],
    ["{}", null],
    ["null", null],
    ['{"bytesValue":"AQID"}', new Uint8Array([1, 2, 3])],
    ['{"arrayValue":{}}', []],
    ['{"arrayValue":{"values":[{"intValue":1},{"doubleValue":0.5},{}]}}', [1, 0.5, null]],
    ['{"kvlistValue":{"values":[{"key":"a","value":{"stringValue":"b"}}]}}', { a: "b" }],
    ['{"stringValueStrindex":3}', null],
  ])("the value %s", (json, expected) => {
    const large = '{"key":"large","value":{"intValue":9007199254740993}}';
    const span = (more: string) =>
      `{"traceId":"${TRACE_ID}","spanId":"${SPAN_ID}","attributes":[{"key":"v","value":${json}}${more}]}`;
    for (const text of [span(""), span(`,${large}`)]) {
      expect(decodeText(text).spans[0]?.attributes.get("v")).toEqual(expected);
    }
  });

  test("snake_case is unknown and ignored, the last of equal keys wins, enum names are taken", () => {
    const text = `{"trace_id":"x","traceId":"${TRACE_ID}","spanId":"${SPAN_ID}","kind":"SPAN_KIND_CLIENT","status":{"code":"STATUS_CODE_ERROR"},
      "attributes":[{"key":"a","value":{"intValue":1}},{"key":"a","value":{"intValue":2}}]}`;
    const [span] = decodeText(text).spans;
    expect(span).toMatchObject({ kind: 3, statusCode: 2 });
    expect([...(span?.attributes ?? [])]).toEqual([["a", 2]]);
  });

  test("a byte order mark before the body is no fault", () => {
    const body = Buffer.from('\uFEFF{"resourceSpans":null}');
    expect(decodeTraces(body, "json", DEFAULT_DECODE_LIMITS).spans).toEqual([]);
  });

  test("a key named __proto__ is a key like any other", () => {
    const value = { kvlistValue: { values: [{ key: "__proto__", value: { stringValue: "x" } }] } };
    const [span] = decodeJson([{ traceId: TRACE_ID, spanId: SPAN_ID, attributes: [{ key: "m", value }] }]).spans;
    expect(Object.entries(span?.attributes.get("m") ?? {})).toEqual([["__proto__", "x"]]);
  });
});

describe("bodies that cannot be taken at all", () => {
  test.each([
    ["garbage as JSON", "json", Buffer.from("hello")],
    ["an empty JSON body", "json", Buffer.alloc(0)],
    ["a JSON list", "json", Buffer.from("[]")],
    ["resourceSpans that is no list", "json", Buffer.from('{"resourceSpans":{}}')],
    ["a resource that is a number", "json", Buffer.from('{"resourceSpans":[{"resource":5}]}')],
    ["JSON sent as protobuf", "protobuf", Buffer.from('{"resourceSpans":[]}')],
    ["a body that was cut", "protobuf", field(1, Buffer.alloc(40)).subarray(0, 20)],
    ["gzip sent as protobuf", "protobuf", Buffer.from("1f8b0800000000000003", "hex")],
  ] as const)("%s: the error says what to do and shows nothing of the body", (_, encoding, body) => {
    expect(() => decodeTraces(body, encoding, DEFAULT_DECODE_LIMITS)).toThrow(
      expect.objectContaining({ name: "DecodeError", code: "malformed", message: expect.stringMatching(/send|check/) }),
    );
  });

  test("the text around a JSON fault is not repeated", () => {
    const body = Buffer.from('{"resourceSpans":[{"secret prompt" 5}]}');
    expect(() => decodeTraces(body, "json", DEFAULT_DECODE_LIMITS)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("secret") }),
    );
  });

  test("more spans, resources or values than the limits allow ask for smaller batches", () => {
    const limits: DecodeLimits = { ...DEFAULT_DECODE_LIMITS, records: 2, values: 3 };
    const many = Array.from({ length: 3 }, () => ({ traceId: TRACE_ID, spanId: SPAN_ID }));
    const wide = [
      { traceId: TRACE_ID, spanId: SPAN_ID, attributes: Array.from({ length: 4 }, (_, at) => ({ key: `k${at}` })) },
    ];
    const groups = { resourceSpans: Array.from({ length: 5 }, () => ({})) };
    for (const request of [requestOf(many), requestOf(wide), groups]) {
      const body = Buffer.from(JSON.stringify(request));
      expect(() => decodeTraces(body, "json", limits)).toThrow(
        expect.objectContaining({ code: "too_large", message: expect.stringContaining("smaller batches") }),
      );
    }
  });
});

describe("limits of one span", () => {
  const limits: DecodeLimits = { ...DEFAULT_DECODE_LIMITS, attributes: 3, stringLength: 10, depth: 2, events: 1 };

  test("attributes past the limit are dropped and flagged, those that carry money are not", () => {
    const names = ["a", "b", "c", "d", "gen_ai.usage.input_tokens", "tenant", "e", "llm.model_name", "a"];
    const span = onlySpan(
      names.map((key) => ({ key, value: { stringValue: key } })),
      { ...limits, stringLength: 100 },
    );
    expect([...span.attributes.keys()]).toEqual([
      "a",
      "b",
      "c",
      "gen_ai.usage.input_tokens",
      "tenant",
      "llm.model_name",
    ]);
    expect(span.flags).toEqual(["attributes_dropped"]);
  });

  test("known keys are bounded too", () => {
    const span = onlySpan(
      Array.from({ length: 100 }, (_, at) => ({ key: `llm.x.${at}` })),
      limits,
    );
    expect(span.attributes.size).toBe(30);
  });

  test.each([
    ["x".repeat(10), "x".repeat(10), []],
    ["x".repeat(11), "x".repeat(10), ["attribute_truncated"]],
    ["ü".repeat(10), "ü".repeat(10), []],
    ["€".repeat(12), "€".repeat(10), ["attribute_truncated"]],
    ["123456789😀", "123456789", ["attribute_truncated"]],
    ["😀".repeat(6), "😀".repeat(5), ["attribute_truncated"]],
  ])("the text %s is cut alike in both encodings", (text, cut, flags) => {
    const protobuf = Buffer.concat([spanBytes({}), field(9, keyValue("k", field(1, Buffer.from(text))))]);
    for (const span of [
      onlySpan([{ key: "k", value: { stringValue: text } }], limits),
      decodeProtobuf([protobuf], limits).spans[0],
    ]) {
      expect(span?.attributes.get("k")).toBe(cut);
      expect(span?.flags).toEqual(flags);
    }
  });

  test("values deeper than the limit become null in both encodings", () => {
    const span = onlySpan([{ key: "k", value: nestedJson(3) }], limits);
    const [other] = decodeProtobuf(
      [Buffer.concat([spanBytes({}), field(9, keyValue("k", nestedBytes(3)))])],
      limits,
    ).spans;
    for (const each of [span, other]) {
      expect(each?.attributes.get("k")).toEqual([[null]]);
      expect(each?.flags).toEqual(["depth_cut"]);
    }
  });

  test("events past the limit are dropped and flagged", () => {
    const events = [{ name: "one" }, { name: "two" }];
    const [span] = decodeJson([{ traceId: TRACE_ID, spanId: SPAN_ID, events }], limits).spans;
    expect(span?.events.map((event) => event.name)).toEqual(["one"]);
    expect(span?.flags).toEqual(["events_dropped"]);
  });

  test("what was cut in a resource is said by its spans", () => {
    const group = {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "a long service name" } }] },
      scopeSpans: [{ spans: [{ traceId: TRACE_ID, spanId: SPAN_ID }] }],
    };
    const { spans } = decodeTraces(Buffer.from(JSON.stringify({ resourceSpans: [group] })), "json", limits);
    expect(spans[0]?.flags).toEqual(["attribute_truncated"]);
  });
});

describe("hostile sizes", () => {
  test.each([1_000, 30_000])("JSON nested %i deep is cut, not followed", (depth) => {
    const span = onlySpanText(`{"key":"k","value":${nestedText(depth)}}`);
    expect(span.flags).toEqual(["depth_cut"]);
  });

  test("a million brackets are refused", () => {
    expect(() => onlySpanText(`{"key":"k","value":${nestedText(1_000_000)}}`)).toThrow(DecodeError);
    expect(() => decodeText("[".repeat(1_000_000))).toThrow(DecodeError);
  });

  test.each([1_000, 20_000])("protobuf nested %i deep is cut, not followed", (depth) => {
    const [span] = decodeProtobuf([Buffer.concat([spanBytes({}), field(9, keyValue("k", nestedBytes(depth)))])]).spans;
    expect(span?.flags).toEqual(["depth_cut"]);
  });

  test("a million groups inside one another reject the span", () => {
    const { rejected } = decodeProtobuf([Buffer.concat([spanBytes({}), Buffer.alloc(1_000_000, 0xa3)])]);
    expect(rejected.count).toBe(1);
  });

  test("a million attributes on one span leave the first thousand and the known ones", () => {
    const noise = Array.from({ length: 1_000_000 }, (_, at) => field(9, keyValue(`k${at}`, varint(3, at))));
    const tokens = field(9, keyValue("gen_ai.usage.input_tokens", varint(3, 7)));
    const [span] = decodeProtobuf([Buffer.concat([spanBytes({}), ...noise, tokens])]).spans;
    expect(span?.attributes.size).toBe(1_001);
    expect(span?.attributes.get("gen_ai.usage.input_tokens")).toBe(7);
    expect(span?.flags).toEqual(["attributes_dropped"]);
  });
});

function decodeJson(spans: readonly object[], limits = DEFAULT_DECODE_LIMITS): DecodedTraces {
  return decodeTraces(Buffer.from(JSON.stringify(requestOf(spans))), "json", limits);
}

function requestOf(spans: readonly object[]): object {
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
}

function decodeText(span: string): DecodedTraces {
  return decodeTraces(
    Buffer.from(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`),
    "json",
    DEFAULT_DECODE_LIMITS,
  );
}

function onlySpan(attributes: readonly object[], limits: DecodeLimits): Span {
  return first(decodeJson([{ traceId: TRACE_ID, spanId: SPAN_ID, attributes }], limits));
}

function onlySpanText(attribute: string): Span {
  return first(decodeText(`{"traceId":"${TRACE_ID}","spanId":"${SPAN_ID}","attributes":[${attribute}]}`));
}

function first({ spans: [span] }: DecodedTraces): Span {
  if (span === undefined) throw new Error("The span was rejected.");
  return span;
}

function base64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

function nestedJson(depth: number): object {
  return depth === 0 ? { intValue: 1 } : { arrayValue: { values: [nestedJson(depth - 1)] } };
}

function nestedText(depth: number): string {
  return `${'{"arrayValue":{"values":['.repeat(depth)}{}${"]}}".repeat(depth)}`;
}

function nestedBytes(depth: number): Uint8Array {
  let value: Uint8Array = varint(3, 1);
  for (let level = 0; level < depth; level += 1) value = field(5, field(1, value));
  return value;
}

function decodeProtobuf(spans: readonly Uint8Array[], limits = DEFAULT_DECODE_LIMITS): DecodedTraces {
  const scopeSpans = Buffer.concat(spans.map((span) => field(2, span)));
  return decodeTraces(field(1, field(2, scopeSpans)), "protobuf", limits);
}

function spanBytes(ids: { traceId?: string; spanId?: string }): Buffer {
  const traceId = field(1, Buffer.from(ids.traceId ?? TRACE_ID, "hex"));
  return Buffer.concat([traceId, field(2, Buffer.from(ids.spanId ?? SPAN_ID, "hex")), NAME]);
}

function keyValue(key: string, value: Uint8Array): Uint8Array {
  return new ProtobufWriter().text(1, key).bytes(2, value).finish();
}

function field(number: number, value: Uint8Array): Uint8Array {
  return new ProtobufWriter().bytes(number, value).finish();
}

function varint(number: number, value: number): Uint8Array {
  return new ProtobufWriter().varint(number, value).finish();
}

function bigVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(rest)]);
}

/** A field of `length` zero bytes with its fixed wire type. */
function fixed(number: number, length: 4 | 8): Uint8Array {
  const tag = bigVarint(BigInt((number << 3) | (length === 8 ? 1 : 5)));
  return Buffer.concat([tag, Buffer.alloc(length)]);
}

function group(number: number, inner: Uint8Array): Uint8Array {
  return Buffer.concat([bigVarint(BigInt((number << 3) | 3)), inner, bigVarint(BigInt((number << 3) | 4))]);
}
