import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "@spanledger/telemetry";

/** Caps of the receiver. All sizes in bytes, all times in milliseconds. */
export interface ReceiveLimits {
  /** Body as sent. */
  readonly bodyBytes: number;
  /** Body after decompression. */
  readonly inflatedBytes: number;
  /** Inflated size over sent size, enforced from `ratioFromBytes` inflated bytes on. */
  readonly inflateRatio: number;
  readonly ratioFromBytes: number;
  /** Bodies being read or stored at one time, together. */
  readonly inFlightBytes: number;
  readonly headerBytes: number;
  readonly connections: number;
  /** For all headers. */
  readonly headersMs: number;
  /** For the whole request. */
  readonly requestMs: number;
  /** Between two pieces of a body. */
  readonly bodyIdleMs: number;
  /** Between two requests of a connection. */
  readonly keepAliveMs: number;
  /** For accept(). */
  readonly acceptMs: number;
  /** For the rest of a refused body, so that the sender can read the answer. */
  readonly lingerMs: number;
  /** For requests under way when the receiver closes. */
  readonly drainMs: number;
  readonly decode: DecodeLimits;
}

const MIB = 1_048_576;

/** OTLP recommends 64 MiB for the body; SDKs time out after 10 s, so a request of minutes is not telemetry. */
export const DEFAULT_RECEIVE_LIMITS: ReceiveLimits = {
  bodyBytes: 64 * MIB,
  inflatedBytes: 64 * MIB,
  inflateRatio: 200,
  ratioFromBytes: 4 * MIB,
  inFlightBytes: 128 * MIB,
  headerBytes: 16_384,
  // Exporters hold a stream each; what a request may take is limited by bytes.
  connections: 14_000,
  headersMs: 10_000,
  requestMs: 120_000,
  bodyIdleMs: 10_000,
  keepAliveMs: 65_000,
  acceptMs: 30_000,
  lingerMs: 2_000,
  drainMs: 10_000,
  decode: DEFAULT_DECODE_LIMITS,
};
