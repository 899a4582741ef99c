import { commitField, encodeBody, type OversightData, toCode } from "@spanledger/ledger";
import type { RecordedSpan } from "../process/processor.ts";
import { type LogRecord, TARGET_MARK } from "./log-record.ts";
import type { Review } from "./review-of.ts";

/** Stands for the index until the record gets its place; no real body holds it. */
const UNKNOWN_INDEX = 9_007_199_254_740_991;

/**
 * The record of a person's decision that came with the span of `observation`, which is the record before it. Names and
 * comments are only committed to; their salts go with the span's content as `oversight.<field>`.
 */
export function oversightRecord(
  span: RecordedSpan,
  {
    observation,
    review,
    action,
    number,
    token,
  }: {
    readonly observation: LogRecord;
    readonly review: Review;
    readonly action: OversightData["action"];
    readonly number: number;
    readonly token: () => string;
  },
): { readonly record: LogRecord; readonly salts: string } {
  const c: Record<string, string> = {};
  let salts = "";
  const commit = (name: string, value: string): void => {
    const salt = token();
    c[name] = commitField({ name, value, salt }).digest;
    salts += `;oversight.${name}=${salt}`;
  };
  commit("reviewer_ref", review.reviewer);
  if (review.comment !== "") commit("reviewer_note", review.comment);
  const role = toCode(span.call.attributes.get("spanledger.review.role") ?? "");
  const latency = Number(span.call.attributes.get("spanledger.review.latency_ms") ?? Number.NaN);
  const data: OversightData = {
    action,
    target: { i: UNKNOWN_INDEX },
    ...(role === undefined ? {} : { role }),
    ...(latency >= 0 && latency < 1e12 ? { latency_us: Math.round(latency * 1_000) } : {}),
  };
  const { sys, startUs, endUs } = observation;
  const body = encodeBody({
    v: 1,
    kind: "oversight",
    sys,
    start_us: endUs,
    end_us: endUs,
    trace: span.call.span.traceId,
    span: span.call.span.spanId,
    src: { id: span.writer, seq: number },
    d: data,
    c,
    n: token(),
  }).replace(`"i":${UNKNOWN_INDEX}`, `"i":${TARGET_MARK}`);
  return { record: { ...observation, kind: "oversight", startUs: Math.max(startUs, endUs), body }, salts };
}
