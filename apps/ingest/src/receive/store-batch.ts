import { decodeLogs, decodeTraces, DecodeError, type Encoding, type Rejected } from "@spanledger/telemetry";
import { describeRejected } from "./describe-rejected.ts";
import type { Reservation } from "./in-flight-bytes.ts";
import type { ReceiveLimits } from "./receive-limits.ts";
import type { AcceptResult, Batch, ReceiverOptions } from "./receiver.ts";
import { Refusal } from "./refusal.ts";

const RETRY_AFTER_SECONDS = 5;

export interface ReceivedBody {
  /** Held until accept() is done with the records, even when the sender was answered before. */
  readonly reservation: Reservation;
  readonly signal: "traces" | "logs";
  readonly encoding: Encoding;
  readonly body: Uint8Array;
  readonly projectId: string;
  readonly keyTenant: string;
}

/** What the sender is told about a batch that is safe. */
export interface Stored {
  readonly rejected: number;
  readonly message: string;
}

type StoreOptions = Pick<ReceiverOptions, "accept" | "logger" | "metrics" | "now">;

/** Decodes a body and hands its records to accept(). @throws Refusal */
export async function storeBatch(
  received: ReceivedBody,
  options: StoreOptions,
  limits: ReceiveLimits,
): Promise<Stored> {
  const { signal } = received;
  const { metrics } = options;
  const { accepting, records, rejected } = start(received, options, limits);
  const result = accepting === null ? NOTHING_TO_STORE : await inTime(accepting, received, { options, limits });
  if (result.status === "retry") {
    throw new Refusal(result.limited === true ? "limited" : "overloaded", result.reason, {
      retryAfterSeconds: result.afterSeconds,
    });
  }
  const notAccepted = result.rejected ?? 0;
  if (notAccepted > 0) metrics.rejected("not_accepted", notAccepted);
  metrics.acknowledged(signal, records - notAccepted);
  const messages = [describeRejected(rejected, records + rejected.count), result.message ?? ""];
  return { rejected: rejected.count + notAccepted, message: messages.filter((text) => text !== "").join(" ") };
}

const NOTHING_TO_STORE: AcceptResult = { status: "accepted" };

interface Started {
  /** null when there is nothing to store. */
  readonly accepting: Promise<AcceptResult> | null;
  readonly records: number;
  readonly rejected: Rejected;
}

/** A function of its own, so that the decoded records are not kept while the answer waits for the disk. */
function start(received: ReceivedBody, options: StoreOptions, limits: ReceiveLimits): Started {
  const { batch, records, rejected } = decode(received, options, limits);
  options.metrics.received(received.signal, received.encoding, records);
  for (const [reason, count] of rejected.reasons) options.metrics.rejected(reason, count);
  if (records === 0) return { accepting: null, records, rejected };
  const accepting = accept(batch, options);
  received.reservation.hold(accepting);
  return { accepting, records, rejected };
}

/** async: what accept() throws at once is a rejection as well. */
async function accept(batch: Batch, options: StoreOptions): Promise<AcceptResult> {
  return options.accept(batch);
}

interface Decoded {
  readonly batch: Batch;
  readonly records: number;
  readonly rejected: Rejected;
}

function decode(received: ReceivedBody, options: StoreOptions, limits: ReceiveLimits): Decoded {
  const { signal, body, encoding, projectId, keyTenant } = received;
  const origin = { projectId, keyTenant, receivedAtMs: options.now() };
  try {
    if (signal === "logs") {
      const { logs, rejected } = decodeLogs(body, encoding, limits.decode);
      return { batch: { ...origin, signal, logs }, records: logs.length, rejected };
    }
    const { spans, rejected } = decodeTraces(body, encoding, limits.decode);
    return { batch: { ...origin, signal, spans }, records: spans.length, rejected };
  } catch (error) {
    if (error instanceof DecodeError) throw new Refusal(error.code, error.message, { cause: error });
    throw error;
  }
}

/** A failure or a wait without end becomes 503: the client keeps its copy and comes again. */
async function inTime(
  accepting: Promise<AcceptResult>,
  { projectId, signal }: Pick<ReceivedBody, "projectId" | "signal">,
  { options, limits }: { readonly options: StoreOptions; readonly limits: ReceiveLimits },
): Promise<AcceptResult> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`accept() took longer than ${limits.acceptMs} ms`)), limits.acceptMs);
  });
  try {
    return await Promise.race([accepting, deadline]);
  } catch (cause) {
    options.logger.error({ err: cause, projectId, signal }, "a batch could not be stored");
    throw new Refusal("accept_failed", "The spans could not be stored: they were not taken, try again later.", {
      cause,
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  } finally {
    clearTimeout(timer);
  }
}
