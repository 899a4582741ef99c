import type { IncomingMessage } from "node:http";
import { createGunzip, type Gunzip } from "node:zlib";
import type { Reservation } from "./in-flight-bytes.ts";
import { overloaded } from "./overloaded.ts";
import type { ReceiveLimits } from "./receive-limits.ts";
import { Refusal } from "./refusal.ts";

const MIN_CHUNK_BYTES = 65_536;
const MAX_CHUNK_BYTES = 262_144;
const USUAL_RATIO = 8;

export interface BodyOptions {
  readonly gzip: boolean;
  readonly limits: ReceiveLimits;
  /** Pays for the bytes that are kept; the caller releases it. */
  readonly reservation: Reservation;
}

/**
 * Reads a request body, inflating it on the thread pool while it arrives, and stops at the first limit it breaks: what
 * is beyond is neither inflated nor kept.
 * @throws Refusal
 */
export function readBody(request: IncomingMessage, options: BodyOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    new BodyReader(request, options, { resolve, reject }).start();
  });
}

interface Outcome {
  readonly resolve: (body: Buffer) => void;
  readonly reject: (refusal: Refusal) => void;
}

class BodyReader {
  readonly #request: IncomingMessage;
  readonly #options: BodyOptions;
  readonly #outcome: Outcome;
  readonly #gunzip: Gunzip | null;
  readonly #idle: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #sentBytes = 0;
  #bytes = 0;
  #settled = false;

  constructor(request: IncomingMessage, options: BodyOptions, outcome: Outcome) {
    this.#request = request;
    this.#options = options;
    this.#outcome = outcome;
    this.#gunzip = options.gzip ? createGunzip({ chunkSize: chunkSize(request) }) : null;
    this.#idle = setTimeout(() => this.#fail(tooSlow(options.limits)), options.limits.bodyIdleMs);
  }

  start(): void {
    const request = this.#request;
    const source = this.#gunzip ?? request;
    source.on("data", (chunk: Buffer) => this.#add(chunk));
    source.once("end", () => this.#finish());
    request.on("data", (chunk: Buffer) => this.#countSent(chunk.length));
    request.once("error", () => this.#fail(disconnected()));
    request.once("close", () => request.complete || this.#fail(disconnected()));
    if (this.#gunzip === null) return;
    this.#gunzip.once("error", (cause) => this.#fail(brokenGzip(cause)));
    request.pipe(this.#gunzip);
  }

  #countSent(bytes: number): void {
    this.#idle.refresh();
    this.#sentBytes += bytes;
    const { bodyBytes } = this.#options.limits;
    if (this.#sentBytes > bodyBytes) this.#fail(tooLarge("body", bodyBytes));
  }

  #add(chunk: Buffer): void {
    if (this.#settled) return;
    const { limits, reservation } = this.#options;
    this.#bytes += chunk.length;
    if (this.#bytes > limits.inflatedBytes) this.#fail(tooLarge("uncompressed body", limits.inflatedBytes));
    else if (this.#isBomb()) this.#fail(bomb(limits));
    else if (!reservation.take(chunk.length)) this.#fail(overloaded());
    else this.#chunks.push(chunk);
  }

  #isBomb(): boolean {
    const { inflateRatio, ratioFromBytes } = this.#options.limits;
    const consumed = this.#gunzip?.bytesWritten ?? this.#bytes;
    return this.#bytes > ratioFromBytes && this.#bytes > inflateRatio * consumed;
  }

  #finish(): void {
    if (this.#settle()) this.#outcome.resolve(Buffer.concat(this.#chunks));
  }

  #fail(refusal: Refusal): void {
    if (!this.#settle()) return;
    this.#chunks.length = 0;
    if (this.#gunzip !== null) {
      this.#request.unpipe(this.#gunzip);
      this.#gunzip.destroy();
    }
    this.#outcome.reject(refusal);
  }

  #settle(): boolean {
    if (this.#settled) return false;
    this.#settled = true;
    clearTimeout(this.#idle);
    return true;
  }
}

/** Inflated pieces about as large as the whole, so that a small body takes one turn and little memory. */
function chunkSize(request: IncomingMessage): number {
  const length = Number(request.headers["content-length"] ?? MIN_CHUNK_BYTES);
  return Math.min(MAX_CHUNK_BYTES, Math.max(MIN_CHUNK_BYTES, USUAL_RATIO * length));
}

function tooLarge(what: string, limit: number): Refusal {
  return new Refusal("too_large", `The ${what} is larger than ${limit} bytes: send smaller batches.`);
}

function bomb(limits: ReceiveLimits): Refusal {
  return new Refusal(
    "too_large",
    `The body inflates more than ${limits.inflateRatio}-fold: send it with less compression or in smaller batches.`,
  );
}

function tooSlow(limits: ReceiveLimits): Refusal {
  const seconds = limits.bodyIdleMs / 1000;
  return new Refusal("too_slow", `No data came for ${seconds} s: send the body without pauses.`);
}

function disconnected(): Refusal {
  return new Refusal("disconnected", "The connection ended before the body was complete.");
}

function brokenGzip(cause: Error): Refusal {
  return new Refusal(
    "malformed",
    "The body is not complete gzip: check the compression, or send it without Content-Encoding.",
    {
      cause,
    },
  );
}
