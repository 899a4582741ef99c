import { committedValue, CONTENT_FIELDS, type SpanContentRow } from "@spanledger/clickhouse";
import { commitField, encodeBody, toId } from "@spanledger/ledger";
import type { Call } from "@spanledger/telemetry";
import type { LogRecord } from "./log-record.ts";
import { microseconds } from "./observation-record.ts";

/** The record of content that came as log records of a span, before or after it, and the salts for its row. */
export function logContentRecord(
  call: Call,
  row: SpanContentRow,
  { writer, number, token }: { readonly writer: string; readonly number: number; readonly token: () => string },
): { readonly record: LogRecord; readonly salts: string } {
  const c: Record<string, string> = {};
  const salts: string[] = [];
  for (const { field, table, column } of CONTENT_FIELDS) {
    if (table !== "span_content" || row[column] === "") continue;
    const salt = token();
    c[field] = commitField({ name: field, value: committedValue(row[column], column), salt }).digest;
    salts.push(`${field}=${salt}`);
  }
  const { own, resource } = call.identity;
  const sys = toId(own.service || resource.service || own.feature || "unnamed-system") ?? "_";
  const startUs = microseconds(call.span.startTimeNs);
  const endUs = Math.max(startUs, microseconds(call.span.endTimeNs));
  const { traceId, spanId } = call.span;
  const body = encodeBody({
    v: 1,
    kind: "amendment",
    sys,
    trace: traceId,
    span: spanId,
    start_us: startUs,
    end_us: endUs,
    src: { id: writer, seq: number },
    d: { what: "content" },
    c,
    n: token(),
  });
  const place = { project: row.project, traceId, spanId, writer, seq: row.seq };
  return {
    record: { ...place, kind: "amendment", test: false, startUs, endUs, sys, recordId: "", body },
    salts: salts.join(";"),
  };
}
