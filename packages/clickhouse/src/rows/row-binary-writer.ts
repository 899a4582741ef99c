const INITIAL_BYTES = 64 * 1024;
const KEPT_BYTES = 8 * 1024 * 1024;
const TWO_POW_32 = 4_294_967_296;
/** Up to this many characters a loop over ASCII beats the call into the runtime's encoder. */
const SHORT_STRING = 48;
const HEX_VALUE = hexValues();
const LONGEST_SYMBOL = 128;
const MAX_SYMBOLS = 20_000;
/** With their length in front. */
const symbols = new Map<string, Uint8Array>();

/**
 * Writes ClickHouse's RowBinary into one growing buffer: little-endian numbers, strings behind a LEB128 length.
 * Values are trusted to fit their column; bigint wraps like ClickHouse's own 64-bit types.
 */
export class RowBinaryWriter {
  #bytes: Buffer;
  #view: DataView;
  #position = 0;

  constructor(initialBytes: number = INITIAL_BYTES) {
    this.#bytes = Buffer.allocUnsafeSlow(initialBytes);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
  }

  /** Bytes written since the last reset. */
  get length(): number {
    return this.#position;
  }

  /** A copy of what was written; the writer may go on or be reset. */
  toBytes(): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#bytes, 0, this.#position);
  }

  /** Starts over; a buffer that one huge batch blew up is given back. */
  reset(): void {
    this.#position = 0;
    if (this.#bytes.length > KEPT_BYTES) this.#replace(Buffer.allocUnsafeSlow(INITIAL_BYTES));
  }

  uint8(value: number): void {
    this.#reserve(1);
    this.#view.setUint8(this.#position, value);
    this.#position += 1;
  }

  int8(value: number): void {
    this.#reserve(1);
    this.#view.setInt8(this.#position, value);
    this.#position += 1;
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#position, value, true);
    this.#position += 4;
  }

  /** Int64 or UInt64 from a safe integer. */
  integer64(value: number): void {
    this.#reserve(8);
    this.#view.setUint32(this.#position, value >>> 0, true);
    this.#view.setInt32(this.#position + 4, Math.floor(value / TWO_POW_32), true);
    this.#position += 8;
  }

  /** Int64, UInt64, DateTime64 ticks or a Decimal(18, s) scaled to an integer. */
  bigint64(value: bigint): void {
    this.#reserve(8);
    this.#view.setBigInt64(this.#position, value, true);
    this.#position += 8;
  }

  nullableBigint64(value: bigint | null): void {
    if (value === null) {
      this.uint8(1);
      return;
    }
    this.uint8(0);
    this.bigint64(value);
  }

  /** FixedString from hex digits; shorter input (or "") is padded with zero bytes. */
  fixedHex(hex: string, length: number): void {
    this.#reserve(length);
    const start = this.#position;
    const given = Math.min(length, hex.length >> 1);
    for (let index = 0; index < given; index += 1) {
      const high = HEX_VALUE[hex.charCodeAt(index * 2) & 0xff] ?? 0;
      const low = HEX_VALUE[hex.charCodeAt(index * 2 + 1) & 0xff] ?? 0;
      this.#bytes[start + index] = (high << 4) | low;
    }
    this.#position = start + given;
    if (given < length) this.zeros(length - given);
  }

  string(value: string): void {
    const { length } = textOf(value);
    if (length <= SHORT_STRING && this.#asciiString(value, length)) return;
    this.#utf8String(value);
  }

  /** FixedString of the bytes' own length. */
  fixed(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#bytes.set(value, this.#position);
    this.#position += value.length;
  }

  /** String whose UTF-8 is given. */
  blob(value: Uint8Array): void {
    this.#length(value.length);
    this.fixed(value);
  }

  /** A string that comes again and again, like a key or the value of a LowCardinality column: encoded once. */
  symbol(value: string): void {
    if (value === "") {
      this.#reserve(1);
      this.#bytes[this.#position++] = 0;
      return;
    }
    const encoded = symbols.get(value);
    if (encoded === undefined) {
      this.#newSymbol(value);
      return;
    }
    this.#reserve(encoded.length);
    this.#position = copy(encoded, this.#bytes, this.#position);
  }

  strings(values: readonly string[]): void {
    this.#length(values.length);
    for (const value of values) this.symbol(value);
  }

  /** Numbers and amounts that are all nothing, as most spans have them. */
  zeros(bytes: number): void {
    this.#reserve(bytes);
    const end = this.#position + bytes;
    // A loop: fill() of so few bytes costs more in its checks.
    while (this.#position < end) this.#bytes[this.#position++] = 0;
  }

  /** A map whose keys and values stand side by side. */
  pairs(keys: readonly string[], values: readonly string[]): void {
    this.#length(keys.length);
    for (let index = 0; index < keys.length; index += 1) {
      this.symbol(keys[index] ?? "");
      this.string(values[index] ?? "");
    }
  }

  /** By forEach: iterating entries would allocate one array per pair. */
  stringMap(values: ReadonlyMap<string, string>): void {
    this.#length(values.size);
    values.forEach(this.#writePair);
  }

  readonly #writePair = (value: string, key: string): void => {
    this.symbol(key);
    this.string(value);
  };

  #newSymbol(value: string): void {
    const start = this.#position;
    this.string(value);
    if (value.length > LONGEST_SYMBOL) return;
    if (symbols.size >= MAX_SYMBOLS) symbols.clear();
    symbols.set(value, Uint8Array.prototype.slice.call(this.#bytes, start, this.#position));
  }

  #asciiString(value: string, length: number): boolean {
    this.#reserve(length + 1);
    const bytes = this.#bytes;
    let position = this.#position;
    bytes[position++] = length;
    for (let index = 0; index < length; index += 1) {
      const code = codeAt.call(value, index);
      if (code > 0x7f) return false;
      bytes[position++] = code;
    }
    this.#position = position;
    return true;
  }

  /** The length comes first but is known last: room is kept for the likeliest size and the text moved when it was wrong. */
  #utf8String(value: string): void {
    this.#reserve(value.length * 3 + 5);
    const start = this.#position;
    const guess = lebBytes(value.length);
    const written = this.#bytes.write(value, start + guess, "utf8");
    const actual = lebBytes(written);
    if (actual !== guess) this.#bytes.copyWithin(start + actual, start + guess, start + guess + written);
    this.#length(written);
    this.#position += written;
  }

  #length(value: number): void {
    this.#reserve(5);
    let rest = value;
    while (rest > 0x7f) {
      this.#bytes[this.#position++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#position++] = rest;
  }

  #reserve(count: number): void {
    const needed = this.#position + count;
    if (needed <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(grown, 0, 0, this.#position);
    this.#replace(grown);
  }

  #replace(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

/** V8 keeps strings in many forms, and looks up a method anew for each, for every character. */
// oxlint-disable-next-line typescript/unbound-method -- it is only ever called with the string it is for
const codeAt = String.prototype.charCodeAt;

/** The text itself. After an addition V8 knows that it is a string, and need not look up what its `length` is. */
function textOf(value: string): string {
  return "" + value;
}

/** A loop: for so few bytes it beats the call of set(). */
function copy(from: Uint8Array, to: Uint8Array, at: number): number {
  const { length } = from;
  for (let index = 0; index < length; index += 1) to[at + index] = from[index] ?? 0;
  return at + length;
}

function lebBytes(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  return value < 0x1000_0000 ? 4 : 5;
}

function hexValues(): Uint8Array {
  const values = new Uint8Array(256);
  for (let digit = 0; digit < 16; digit += 1) {
    values[digit.toString(16).charCodeAt(0)] = digit;
    values[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
  }
  return values;
}
