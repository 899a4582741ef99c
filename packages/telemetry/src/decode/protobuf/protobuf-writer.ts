/** Writes the few small protobuf messages that the receiver answers with. */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = [];

  /** A varint field of a non-negative safe integer; 0 is proto3's default and left out. */
  varint(field: number, value: number): this {
    if (value !== 0) this.#push(encodeVarint(field << 3), encodeVarint(value));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#push(encodeVarint((field << 3) | 2), encodeVarint(value.length), value);
    return this;
  }

  text(field: number, value: string): this {
    return value === "" ? this : this.bytes(field, Buffer.from(value));
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #push(...parts: Uint8Array[]): void {
    this.#parts.push(...parts);
  }
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
