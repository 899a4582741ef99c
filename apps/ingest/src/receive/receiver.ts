import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Encoding, LogRecord, RejectReason, Signal, Span } from "@spanledger/telemetry";
import type { ReceiveLimits } from "./receive-limits.ts";
import type { RefusalReason } from "./refusal.ts";

/** What a key is good for. `tenant` is the tenant that the key itself stands for, if any. */
export type Authentication =
  | { readonly status: "ok"; readonly projectId: string; readonly tenant?: string }
  | { readonly status: "unknown" }
  | { readonly status: "revoked" }
  | { readonly status: "wrong_scope" };

interface BatchOrigin {
  readonly projectId: string;
  /** Tenant that the ingest key is bound to; "" when it is not. */
  readonly keyTenant: string;
  /** When the request had arrived whole, UTC milliseconds. */
  readonly receivedAtMs: number;
}

/** The records of one request; never empty. */
export type Batch =
  | (BatchOrigin & { readonly signal: "traces"; readonly spans: readonly Span[] })
  | (BatchOrigin & { readonly signal: "logs"; readonly logs: readonly LogRecord[] });

/**
 * `accepted`: the batch is safe on disk; `rejected` of its records were left out for the reason in `message`.
 * `retry`: nothing was kept, the client shall come again: overload answers 503, a quota (`limited`) 429.
 */
export type AcceptResult =
  | { readonly status: "accepted"; readonly rejected?: number; readonly message?: string }
  | { readonly status: "retry"; readonly afterSeconds: number; readonly reason: string; readonly limited?: boolean };

/** Counters of the receiver; labels are from fixed sets. */
export interface ReceiveMetrics {
  /** A request was decoded; `records` are its good ones. */
  received(signal: Signal, encoding: Encoding, records: number): void;
  /** Records of a request that were left out. */
  rejected(reason: RejectReason | "not_accepted", count: number): void;
  /** Records that were answered with 200. */
  acknowledged(signal: Signal, records: number): void;
  /** A request was refused as a whole. */
  refused(reason: RefusalReason): void;
}

/** As pino has it. Never given content or keys. */
export interface ReceiveLogger {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface CorsOptions {
  /** Origins that may send from a browser; "*" allows all. Empty: none. */
  readonly allowedOrigins: readonly string[];
  readonly maxAgeSeconds: number;
}

/** Answers a path of its own, e.g. /healthz. */
export type ExtraRoute = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

export interface ReceiverOptions {
  readonly authenticate: (key: string) => Promise<Authentication>;
  /** Resolves once the batch is safe on disk. A rejection is answered with 503, so that the client keeps its copy. */
  readonly accept: (batch: Batch) => Promise<AcceptResult>;
  /** False until telemetry can be stored: requests are answered with 503. */
  readonly ready: () => boolean;
  /** Why nothing can be kept at the moment, or null: such a request is refused before its body is read. */
  readonly full?: () => { readonly message: string; readonly retryAfterSeconds: number } | null;
  readonly metrics: ReceiveMetrics;
  readonly logger: ReceiveLogger;
  readonly now: () => number;
  readonly limits?: Partial<ReceiveLimits>;
  readonly cors?: CorsOptions;
  /** By exact path; one that ends with a slash also takes what is below it. */
  readonly extraRoutes?: Readonly<Record<string, ExtraRoute>>;
}

export interface Receiver {
  readonly server: Server;
  /** Bytes of requests that are being read or stored. */
  readonly inFlightBytes: () => number;
  /** Port 0 takes a free one. @returns the port bound. @throws the listen error, e.g. EADDRINUSE */
  readonly listen: (address: { port: number; host: string }) => Promise<number>;
  /** Refuses new requests, waits for those under way up to `limits.drainMs`, then closes what is left. */
  readonly close: () => Promise<void>;
}
