import type { StoredRecord } from "./stored-record.ts";
import type { FieldCount } from "./tally.ts";

interface FieldRule {
  readonly field: string;
  /** Whether a record is expected to have it. */
  readonly applies: (record: StoredRecord) => boolean;
  readonly isPopulated: (record: StoredRecord) => boolean;
}

const isObservation = ({ kind }: StoredRecord): boolean => kind === "observation";
const isModelCall = ({ kind, op }: StoredRecord): boolean =>
  kind === "observation" && (op === "chat" || op === "text_completion" || op === "generate_content");
const isTool = ({ kind, op }: StoredRecord): boolean => kind === "observation" && op === "execute_tool";
const isRetrieval = ({ kind, op }: StoredRecord): boolean => kind === "observation" && op === "retrieval";
const isReview = ({ kind }: StoredRecord): boolean => kind === "oversight";

/** Which records each field is expected on (specification §5.3). */
const RULES: readonly FieldRule[] = [
  {
    field: "start_us, end_us",
    applies: isObservation,
    isPopulated: ({ start_us, end_us }) => start_us > 0 && end_us >= start_us,
  },
  { field: "sysv", applies: isObservation, isPopulated: ({ sysv }) => sysv !== undefined && sysv !== "unknown" },
  { field: "trace", applies: isObservation, isPopulated: ({ trace }) => trace !== undefined },
  { field: "src", applies: isObservation, isPopulated: ({ src }) => src !== undefined },
  { field: "status", applies: isObservation, isPopulated: ({ status }) => status !== undefined },
  { field: "model.req", applies: isModelCall, isPopulated: ({ model }) => model?.req !== undefined },
  { field: "model.res", applies: isModelCall, isPopulated: ({ model }) => model?.res !== undefined },
  { field: "usage", applies: isModelCall, isPopulated: ({ usage }) => usage !== undefined },
  { field: "fin", applies: isModelCall, isPopulated: ({ fin }) => (fin?.length ?? 0) > 0 },
  { field: "cfg.prompt_ver", applies: isModelCall, isPopulated: ({ cfg }) => cfg?.["prompt_ver"] !== undefined },
  { field: "cfg.ifu_ver", applies: isModelCall, isPopulated: ({ cfg }) => cfg?.["ifu_ver"] !== undefined },
  { field: "c.input", applies: isModelCall, isPopulated: ({ c }) => c["input"] !== undefined },
  { field: "c.output", applies: isModelCall, isPopulated: ({ c }) => c["output"] !== undefined },
  { field: "c.tool_args", applies: isTool, isPopulated: ({ c }) => c["tool_args"] !== undefined },
  { field: "c.tool_result", applies: isTool, isPopulated: ({ c }) => c["tool_result"] !== undefined },
  { field: "refdb", applies: isRetrieval, isPopulated: ({ refdb }) => (refdb?.length ?? 0) > 0 },
  { field: "c.user_ref", applies: isModelCall, isPopulated: ({ c }) => c["user_ref"] !== undefined },
  { field: "guard", applies: isModelCall, isPopulated: ({ guard }) => (guard?.length ?? 0) > 0 },
  { field: "oversight", applies: isModelCall, isPopulated: ({ oversight }) => oversight !== undefined },
  {
    field: "notice.ai_disclosed = true",
    applies: isModelCall,
    isPopulated: ({ notice }) => notice?.ai_disclosed === true,
  },
  {
    field: "notice.affected_informed = true",
    applies: isModelCall,
    isPopulated: ({ notice }) => notice?.affected_informed === true,
  },
  { field: "notice.marked = true", applies: isModelCall, isPopulated: ({ notice }) => notice?.marked === true },
  { field: "c.reviewer_ref", applies: isReview, isPopulated: ({ c }) => c["reviewer_ref"] !== undefined },
  { field: "d.latency_us", applies: isReview, isPopulated: ({ d }) => d?.["latency_us"] !== undefined },
];

/** Adds one record to the field coverage. */
export function tallyFields(fields: Map<string, FieldCount>, record: StoredRecord): void {
  for (const { applies, isPopulated, count } of countersOf(fields)) {
    if (!applies(record)) continue;
    count.applicable += 1;
    if (isPopulated(record)) count.populated += 1;
  }
}

type Counter = FieldRule & { readonly count: FieldCount };

/** A rule with its count: two dozen look-ups by name for each record would cost as much as reading it. */
const COUNTERS = new WeakMap<Map<string, FieldCount>, readonly Counter[]>();

function countersOf(fields: Map<string, FieldCount>): readonly Counter[] {
  let counters = COUNTERS.get(fields);
  if (counters === undefined) {
    counters = RULES.map((rule) => ({ ...rule, count: { applicable: 0, populated: 0 } }));
    for (const { field, count } of counters) fields.set(field, count);
    COUNTERS.set(fields, counters);
  }
  return counters;
}
