/** Caps on what one request may cost. They bound memory and time, not ordinary use. */
export interface DecodeLimits {
  /** Attributes of one span, event, log record, resource or scope. Past it only keys of LLM conventions are kept, up to ten times as many. */
  readonly attributes: number;
  /** UTF-16 units of one string and bytes of one `bytesValue`; the rest is cut. */
  readonly stringLength: number;
  /** Arrays and maps inside one attribute value; deeper ones become null. */
  readonly depth: number;
  /** Events of one span; the rest is dropped. */
  readonly events: number;
  /** Spans or log records of one request, and likewise its resources and scopes. */
  readonly records: number;
  /** Attribute values of one request, nested ones included. */
  readonly values: number;
}

export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  attributes: 1_000,
  stringLength: 1_048_576,
  depth: 32,
  events: 1_000,
  records: 50_000,
  values: 2_000_000,
};
