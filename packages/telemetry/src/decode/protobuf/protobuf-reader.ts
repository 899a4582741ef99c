import { RejectedRecord } from "../reject-reason.ts";
import { readText } from "./read-text.ts";

const TWO_32 = 0x1_0000_0000;
/** Groups left proto3 long ago; whoever nests them deeper than this is not sending telemetry. */
const MAX_GROUP_DEPTH = 100;

/** A cursor over protobuf wire format. Every read is bounds-checked; a failed one throws RejectedRecord("malformed"). */
export class ProtobufReader {
  readonly bytes: Buffer;
  readonly #view: DataView;
  pos = 0;

  constructor(body: Uint8Array) {
    this.bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
    this.#view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  }

  /** The low 32 bits of a varint, unsigned. */
  uint32(): number {
    let byte = this.#byte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; shift < 70; shift += 7) {
      byte = this.#byte();
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw malformed();
  }

  /** A signed 64-bit varint: a number when it is safe, else a bigint. */
  int64(): number | bigint {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#byte();
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 0x80) return toInteger(low >>> 0, high | 0);
    }
    throw malformed();
  }

  fixed64(): bigint {
    const at = this.#advance(8);
    return this.#view.getBigUint64(at, true);
  }

  double(): number {
    const at = this.#advance(8);
    return this.#view.getFloat64(at, true);
  }

  /** Enters a length-delimited field that lies inside `end`: the position after it. */
  enter(end: number): number {
    const inner = this.uint32() + this.pos;
    if (inner > end) throw malformed();
    return inner;
  }

  /** Checks that a message was read to its end exactly. */
  leave(end: number): void {
    if (this.pos !== end) throw malformed();
  }

  text(end: number): string {
    const inner = this.enter(end);
    const from = this.pos;
    this.pos = inner;
    return readText(this.bytes, from, inner);
  }

  /**
   * Skips a field that the caller does not read. `known` has bit n set for each field n that it does read:
   * such a field only gets here with a wrong wire type.
   */
  skip(tag: number, end: number, known: number): void {
    const field = tag >>> 3;
    if (field === 0) throw malformed();
    if (field < 32 && (known & (1 << field)) !== 0) throw new RejectedRecord("wrong_type");
    this.#skipValue(tag, end);
  }

  #skipValue(tag: number, end: number): void {
    let depth = 0;
    let next = tag;
    do {
      const wire = next & 7;
      if (wire === 0) this.uint32();
      else if (wire === 1) this.#advance(8);
      else if (wire === 2) this.pos = this.enter(end);
      else if (wire === 5) this.#advance(4);
      else depth += groupStep(wire);
      if (depth < 0 || depth > MAX_GROUP_DEPTH || this.pos > end) throw malformed();
      if (depth > 0) next = this.uint32();
    } while (depth > 0);
  }

  #byte(): number {
    const byte = this.bytes[this.pos];
    if (byte === undefined) throw malformed();
    this.pos += 1;
    return byte;
  }

  #advance(length: number): number {
    const at = this.pos;
    if (at + length > this.bytes.length) throw malformed();
    this.pos = at + length;
    return at;
  }
}

function groupStep(wire: number): number {
  if (wire === 3) return 1;
  if (wire === 4) return -1;
  throw malformed();
}

function toInteger(low: number, high: number): number | bigint {
  const value = high * TWO_32 + low;
  return Number.isSafeInteger(value) ? value : (BigInt(high) << 32n) | BigInt(low);
}

function malformed(): RejectedRecord {
  return new RejectedRecord("malformed");
}
