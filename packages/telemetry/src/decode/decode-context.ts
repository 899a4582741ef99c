import type { AttributeList } from "../attribute-list.ts";
import type { AttributeValue } from "../span.ts";
import { DecodeError } from "./decode-error.ts";
import type { DecodeLimits } from "./decode-limits.ts";
import { isKeptPastLimit } from "./is-kept-past-limit.ts";

export const FLAG_BITS = { attribute_truncated: 1, attributes_dropped: 2, events_dropped: 4, depth_cut: 8 } as const;

/** LLM attributes may exceed the limit by this factor: dropping a token count would lose money, dropping noise does not. */
const KEPT_FACTOR = 10;
const NO_FLAGS: readonly string[] = [];

/** State of one request: what was counted and changed so far. */
export class DecodeContext {
  readonly limits: DecodeLimits;
  /** JSON integers beyond 2^53 arrive with all their digits. */
  readonly exactIntegers: boolean;
  /** Bits of FLAG_BITS for the record being read. */
  flags = 0;
  #records = 0;
  #groups = 0;
  #values = 0;

  constructor(limits: DecodeLimits, exactIntegers: boolean) {
    this.limits = limits;
    this.exactIntegers = exactIntegers;
  }

  /** Counts a span or log record. @throws DecodeError past the limit. */
  countRecord(): void {
    this.#records += 1;
    if (this.#records > this.limits.records) throw tooMany(this.limits.records, "spans or log records");
  }

  /** Counts a resource or scope. @throws DecodeError past the limit. */
  countGroup(): void {
    this.#groups += 1;
    if (this.#groups > 2 * this.limits.records) throw tooMany(2 * this.limits.records, "resources and scopes");
  }

  /** Counts an attribute value. @throws DecodeError past the limit. */
  countValue(): void {
    this.#values += 1;
    if (this.#values > this.limits.values) throw tooMany(this.limits.values, "attribute values");
  }

  /** Sets an attribute unless the limit is reached. A key that comes again replaces its value. */
  put(attributes: AttributeList<AttributeValue>, key: string, value: AttributeValue): void {
    const { size } = attributes;
    const limit = this.limits.attributes;
    if (size < limit || attributes.has(key) || (size < KEPT_FACTOR * limit && isKeptPastLimit(key))) {
      attributes.set(key, value);
    } else {
      this.flags |= FLAG_BITS.attributes_dropped;
    }
  }

  /** Cuts a string to the limit, never inside a surrogate pair. */
  cut(text: string): string {
    const limit = this.limits.stringLength;
    if (text.length <= limit) return text;
    this.flags |= FLAG_BITS.attribute_truncated;
    const last = text.charCodeAt(limit - 1);
    return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit);
  }
}

/** The names of Span.flags for the bits set. */
export function flagNames(bits: number): readonly string[] {
  if (bits === 0) return NO_FLAGS;
  return Object.entries(FLAG_BITS).flatMap(([name, bit]) => ((bits & bit) === 0 ? [] : [name]));
}

function tooMany(limit: number, what: string): DecodeError {
  return new DecodeError(
    "too_large",
    `More than ${limit.toLocaleString("en")} ${what} in one request: send smaller batches (OTEL_BSP_MAX_EXPORT_BATCH_SIZE).`,
  );
}
