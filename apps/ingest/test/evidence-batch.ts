import { encodeSpanContentRows, encodeSpanRows } from "@spanledger/clickhouse";
import { normaliseSpan } from "@spanledger/telemetry";
import type { Recorder } from "../src/evidence/create-recorder.ts";
import { contentRowOf } from "../src/process/content-row-of.ts";
import type { RecordedSpan } from "../src/process/processor.ts";
import { spanRowOf } from "./span-row-of.ts";
import type { SpoolBatch } from "../src/spool/spool.ts";
import { aChat } from "./a-span.ts";

export interface BatchOf {
  readonly project: string;
  readonly writer: string;
  readonly seq: number;
  readonly user?: string;
  readonly text?: string;
}

/** One chat call with content, as ingest spools it. */
export function evidenceBatch(recorder: Recorder, given: BatchOf): SpoolBatch {
  return evidenceBatchOf(recorder, [given]);
}

/** Several calls of one project in one batch. */
export function evidenceBatchOf(recorder: Recorder, given: readonly BatchOf[]): SpoolBatch {
  const recorded = given.map(recordedSpan);
  const rows = recorded.map(spanRowOf);
  const found = recorded.flatMap((span) => contentRowOf(span.projectId, span.call, span.seq) ?? []);
  const { ledger, contents } = recorder.record(recorded, found);
  return {
    spans: { rows: rows.length, bytes: encodeSpanRows(rows) },
    span_content: { rows: contents.length, bytes: encodeSpanContentRows(contents) },
    ledger,
  };
}

function recordedSpan({ project, writer, seq, user = "u", text = `question ${seq}` }: BatchOf): RecordedSpan {
  const id = `${Buffer.from(writer).toString("hex")}${seq.toString(16).padStart(12, "0")}`;
  const messages = [{ role: "user", parts: [{ type: "text", content: text }] }];
  const span = aChat({
    traceId: id.padStart(32, "1").slice(-32),
    spanId: id.slice(-16).padStart(16, "2"),
    attributes: { "gen_ai.input.messages": JSON.stringify(messages), "user.id": user },
  });
  const call = normaliseSpan(span);
  const cost = { input: BigInt(seq), cacheRead: 0n, cacheWrite: 0n, output: 0n, other: 0n, total: BigInt(seq) };
  const dimensions = {
    environment: "",
    service: "app",
    feature: "chat",
    tenant: "acme",
    user,
    session: `s-${user}`,
    agent: "",
    workflow: "",
    promptName: "",
    promptVersion: "",
  };
  return {
    projectId: project,
    call,
    billed: call,
    booking: { state: "billed", supersededBy: "", dimensions },
    isBooked: true,
    cost: { status: "priced", cost, unpricedReason: "", price: null },
    receivedAtMs: Date.now(),
    writer,
    seq: BigInt(seq),
  };
}
