import type { AdjustmentRow, SpanContentRow } from "@spanledger/clickhouse";
import type { Call } from "@spanledger/telemetry";
import type { RecordedSpan } from "../process/processor.ts";
import { amendmentRecord } from "./amendment-record.ts";
import { encodeLogRecords } from "./encode-log-records.ts";
import { isLogged } from "./is-logged.ts";
import { logContentRecord } from "./log-content-record.ts";
import type { LogRecord } from "./log-record.ts";
import { observationRecord } from "./observation-record.ts";
import { oversightRecord } from "./oversight-record.ts";
import type { RecordSettings } from "./record-settings.ts";

export interface Recorder {
  /** Projects that have had records in this run. */
  readonly projects: ReadonlySet<string>;
  /** The ledger section for these spans, and their content rows with salts. Content rows are in the order of the spans. */
  record(
    spans: readonly RecordedSpan[],
    contents: readonly SpanContentRow[],
  ): { readonly ledger: Uint8Array; readonly contents: readonly SpanContentRow[] };
  /** The same for content that came as log records; calls and rows side by side. */
  recordLogs(logs: readonly { readonly call: Call; readonly row: SpanContentRow }[]): {
    readonly ledger: Uint8Array;
    readonly contents: readonly SpanContentRow[];
  };
  /** The ledger section for corrections of the bill. */
  amend(rows: readonly AdjustmentRow[]): Uint8Array;
}

export interface RecorderOptions {
  readonly settingsFor: (projectId: string) => RecordSettings;
  /** Fresh salts and nonces: `createTokenSource`. */
  readonly token: () => string;
  /** Name of this process run. */
  readonly writer: string;
}

const NOTHING = new Uint8Array(0);

/** Makes the records of accepted spans: bodies, commitments and salts; their place in the log comes when they are loaded. */
export function createRecorder(options: RecorderOptions): Recorder {
  const projects = new Set<string>();
  const numbers = new Map<string, number>();
  /** `src.seq`: over every record that this writer makes for a project, so that a number that is missing was never logged. */
  function nextNumber(project: string): number {
    const number = (numbers.get(project) ?? 0) + 1;
    numbers.set(project, number);
    return number;
  }
  return {
    projects,
    record(spans, contents) {
      const first = spans[0];
      if (first === undefined || !options.settingsFor(first.projectId).enabled) return { ledger: NOTHING, contents };
      projects.add(first.projectId);
      const records: LogRecord[] = [];
      const salted: SpanContentRow[] = [];
      let next = 0;
      for (const span of spans) {
        const content = contents[next]?.seq === span.seq ? contents[next++] : undefined;
        if (isLogged(span.call)) {
          const salts = recordSpan(options, { span, content, records, nextNumber });
          // The row was made for this batch alone; a copy of it would cost as much as one of its commitments.
          if (content !== undefined || salts !== "")
            salted.push(Object.assign(content ?? emptyContent(span), { salts }));
        } else if (content !== undefined) salted.push(content);
      }
      return { ledger: encodeLogRecords(records), contents: salted };
    },
    recordLogs(logs) {
      const { settingsFor, writer, token } = options;
      const made = logs.map(({ call, row }) =>
        settingsFor(row.project).enabled
          ? { row, ...logContentRecord(call, row, { writer, number: nextNumber(row.project), token }) }
          : { row },
      );
      return {
        ledger: encodeLogRecords(made.flatMap((log) => ("record" in log ? [log.record] : []))),
        contents: made.map((log) => ("salts" in log ? { ...log.row, salts: log.salts } : log.row)),
      };
    },
    amend(rows) {
      const books = rows.filter(({ entry, project }) => entry === "book" && options.settingsFor(project).enabled);
      const { writer, token } = options;
      return encodeLogRecords(
        books.map((row) => amendmentRecord(row, { writer, number: nextNumber(row.project), token })),
      );
    },
  };
}

interface Recording {
  readonly span: RecordedSpan;
  readonly content: SpanContentRow | undefined;
  readonly records: LogRecord[];
  readonly nextNumber: (project: string) => number;
}

/** Returns the salts. */
function recordSpan(
  { settingsFor, token }: RecorderOptions,
  { span, content, records, nextNumber }: Recording,
): string {
  const { projectId } = span;
  const number = nextNumber(projectId);
  const observed = observationRecord(span, { settings: settingsFor(projectId), content, number, token });
  records.push(observed.record);
  const { review } = observed;
  if (review?.action === undefined) return observed.salts;
  const { action } = review;
  const overseen = oversightRecord(span, {
    observation: observed.record,
    review,
    action,
    number: nextNumber(projectId),
    token,
  });
  records.push(overseen.record);
  return observed.salts === "" ? overseen.salts.slice(1) : observed.salts + overseen.salts;
}

/** A span without content still needs a place for the salts of its user and session. */
function emptyContent({ projectId, call: { span }, seq }: RecordedSpan): SpanContentRow {
  return {
    project: projectId,
    trace_id: span.traceId,
    span_id: span.spanId,
    start_time: span.startTimeNs,
    input_messages: "",
    output_messages: "",
    system_instructions: "",
    tool_definitions: "",
    tool_arguments: "",
    tool_result: "",
    documents: "",
    status_message: "",
    other: "",
    source: "span",
    seq,
    salts: "",
  };
}
