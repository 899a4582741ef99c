import { DEFAULT_DECODE_LIMITS } from "./decode-limits.ts";
import type { Encoding } from "./decode-result.ts";
import { parseJsonBody } from "./json/parse-json-body.ts";
import { toList } from "./json/to-list.ts";
import { toObject } from "./json/to-object.ts";
import { ProtobufReader } from "./protobuf/protobuf-reader.ts";

type Fields = Readonly<Record<string, unknown>>;

const KINDS = ["gauge", "sum", "histogram", "exponentialHistogram", "summary"] as const;
/** Field numbers on the way from ExportMetricsServiceRequest to its data points. */
const PATH: readonly ReadonlySet<number>[] = [
  new Set([1]),
  new Set([2]),
  new Set([2]),
  new Set([5, 7, 9, 10, 11]),
  new Set([1]),
];

/**
 * Counts the data points of an ExportMetricsServiceRequest, so that a sender of metrics is told how many were not kept.
 * @throws DecodeError or RejectedRecord when the body is not one
 */
export function countMetricPoints(body: Uint8Array, encoding: Encoding): number {
  return encoding === "json" ? countJson(body) : countProtobuf(new ProtobufReader(body), body.length, 0);
}

/** Recurses five levels at most, one per entry of PATH. */
function countProtobuf(reader: ProtobufReader, end: number, level: number): number {
  const fields = PATH[level];
  if (fields === undefined) {
    reader.pos = end;
    return 1;
  }
  let count = 0;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if ((tag & 7) === 2 && fields.has(tag >>> 3)) count += countProtobuf(reader, reader.enter(end), level + 1);
    else reader.skip(tag, end, 0);
  }
  reader.leave(end);
  return count;
}

function countJson(body: Uint8Array): number {
  const request: Fields = toObject<Fields>(parseJsonBody(body, DEFAULT_DECODE_LIMITS, false));
  const scopes = children([request], "resourceMetrics").flatMap((resource) => children([resource], "scopeMetrics"));
  const metrics = children(scopes, "metrics");
  return metrics.reduce((count, metric) => count + countPoints(metric), 0);
}

function countPoints(metric: Fields): number {
  return KINDS.reduce((count, kind) => {
    const data: Fields = toObject<Fields>(metric[kind]);
    return count + toList(data["dataPoints"]).length;
  }, 0);
}

function children(parents: readonly Fields[], name: string): readonly Fields[] {
  return parents.flatMap((parent) => toList(parent[name]).map((child): Fields => toObject<Fields>(child)));
}
