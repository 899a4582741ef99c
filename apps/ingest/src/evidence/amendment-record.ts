import { type AdjustmentRow, formatPicoUsd } from "@spanledger/clickhouse";
import { encodeBody, toCode, toId } from "@spanledger/ledger";
import type { LogRecord } from "./log-record.ts";
import { microseconds } from "./observation-record.ts";

/** The record of a later decision about the bill of a span that is logged already; it names the span's row, not its index. */
export function amendmentRecord(
  row: AdjustmentRow,
  { writer, number, token }: { readonly writer: string; readonly number: number; readonly token: () => string },
): LogRecord {
  const startUs = microseconds(row.start_time);
  const endUs = microseconds(row.start_time + row.duration_ns);
  const sys = toId(row.service || row.feature || "unnamed-system") ?? "_";
  const isKnown = row.cost_status !== "unpriced" && row.cost_status !== "no_usage";
  const body = encodeBody({
    v: 1,
    kind: "amendment",
    sys,
    trace: row.trace_id,
    span: row.span_id,
    start_us: startUs,
    end_us: endUs,
    src: { id: writer, seq: number },
    cfg: {
      params: {
        "spanledger.booked": row.calls > 0,
        ...(isKnown ? { "spanledger.cost_usd": formatPicoUsd(row.total_cost) } : {}),
      },
    },
    d: { what: toCode(`booking.${row.reason}`) ?? "booking", value: row.billing_state },
    c: {},
    n: token(),
  });
  return {
    project: row.project,
    kind: "amendment",
    test: false,
    startUs,
    endUs,
    sys,
    traceId: row.trace_id,
    spanId: row.span_id,
    writer: row.writer,
    seq: row.seq,
    recordId: "",
    body,
  };
}
