const KEY = "app.request.input";
const WORDS = "the order of a customer was refunded after support asked which invoice it belongs to and when".split(
  " ",
);
/** Field numbers from ExportTraceServiceRequest down to a span: resource_spans, scope_spans, spans. */
const PATH: readonly number[] = [1, 2, 2];
const ATTRIBUTES = 9;

let seed = 1;

/** A request of which every span has an attribute of prose more: what applications send beside the recorded attributes. */
export function padSpans(body: Buffer, encoding: "protobuf" | "json", pad: number): Buffer {
  if (pad === 0) return body;
  return encoding === "json" ? padJson(body, pad) : padMessage(body, PATH, pad);
}

interface JsonRequest {
  readonly resourceSpans?: readonly {
    readonly scopeSpans?: readonly { readonly spans?: readonly { attributes?: unknown[] }[] }[];
  }[];
}

function padJson(body: Buffer, pad: number): Buffer {
  const request = JSON.parse(body.toString("utf8")) as JsonRequest;
  for (const { scopeSpans = [] } of request.resourceSpans ?? []) {
    for (const span of scopeSpans.flatMap(({ spans = [] }) => spans))
      (span.attributes ??= []).push({ key: KEY, value: { stringValue: prose(pad) } });
  }
  return Buffer.from(JSON.stringify(request));
}

/** Rewrites the messages along the path, whose lengths grow, and copies every other field. */
function padMessage(message: Buffer, path: readonly number[], pad: number): Buffer {
  const [wanted, ...deeper] = path;
  if (wanted === undefined) return Buffer.concat([message, field(ATTRIBUTES, attribute(prose(pad)))]);
  const parts: Buffer[] = [];
  for (let at = 0; at < message.length;) {
    const tag = readVarint(message, at);
    const isMessage = (tag.value & 7) === 2;
    const length = isMessage ? readVarint(message, tag.end) : { value: 0, end: skipScalar(message, tag) };
    const end = length.end + length.value;
    const isOnPath = isMessage && tag.value >>> 3 === wanted;
    parts.push(
      isOnPath ? field(wanted, padMessage(message.subarray(length.end, end), deeper, pad)) : message.subarray(at, end),
    );
    at = end;
  }
  return Buffer.concat(parts);
}

interface Varint {
  readonly value: number;
  readonly end: number;
}

function skipScalar(message: Buffer, { value, end }: Varint): number {
  if ((value & 7) === 0) return readVarint(message, end).end;
  return end + ((value & 7) === 1 ? 8 : 4);
}

/** The low 31 bits are enough for tags and lengths. */
function readVarint(message: Buffer, from: number): Varint {
  let value = 0;
  for (let at = from, shift = 0; ; at += 1, shift += 7) {
    const byte = message[at] ?? 0;
    if (shift < 31) value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return { value, end: at + 1 };
  }
}

function attribute(text: string): Buffer {
  return Buffer.concat([field(1, Buffer.from(KEY)), field(2, field(1, Buffer.from(text)))]);
}

function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** Text of words in an order of its own, so that it does not compress to nothing. */
function prose(length: number): string {
  let text = "";
  while (text.length < length) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    text += `${WORDS[(seed >>> 16) % WORDS.length] ?? ""} `;
  }
  return text.slice(0, length);
}
