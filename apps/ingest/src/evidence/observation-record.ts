import { formatPicoUsd, type SpanContentRow } from "@spanledger/clickhouse";
import { quoteJson, toCode, toId, toVersion } from "@spanledger/ledger";
import type { RecordedSpan } from "../process/processor.ts";
import { commitContent } from "./commit-content.ts";
import type { LogRecord } from "./log-record.ts";
import { memo } from "./memo.ts";
import type { RecordSettings } from "./record-settings.ts";
import { type Review, reviewOf } from "./review-of.ts";

export interface ObservationOptions {
  readonly settings: RecordSettings;
  /** The span's content row, if it has one. */
  readonly content: SpanContentRow | undefined;
  /** Counts the records of this writer and project without a gap. */
  readonly number: number;
  /** Fresh salts and nonces. */
  readonly token: () => string;
}

/** The record of one span and the salts of its commitments. The body's keys are written in JCS order. */
export function observationRecord(
  span: RecordedSpan,
  options: ObservationOptions,
): { readonly record: LogRecord; readonly salts: string; readonly review: Review | undefined } {
  const { call, booking } = span;
  const isMarked = hasMarks(call.attributes);
  const review = isMarked ? reviewOf(call) : undefined;
  const startUs = microseconds(call.span.startTimeNs);
  const endUs = Math.max(startUs, microseconds(call.span.endTimeNs));
  const { digests, salts } = commitContent(span, options);
  const env = environmentOf(booking.dimensions.environment);
  const sys = systemId((isMarked && call.attributes.get("spanledger.system.id")) || systemOf(booking.dimensions));
  const body =
    `{${annex3Member(options.settings.annex3)}"c":{${digests}}${configMember(span, options.settings)},"end_us":${endUs},"env":"${env}"` +
    `${errorMember(call.errorType)}${finishMember(call.finishReasons)}${guardMember(span)},"kind":"observation"${modelMember(span)},"n":"${options.token()}"` +
    `${isMarked ? noticeMember(span) : ""},"op":"${operationOf(call.operation)}"${oversightMember(review)}${parentMember(call.span.parentSpanId)}` +
    `${isMarked ? riskMember(span) : ""}${roleMember(options.settings.role)},"span":"${call.span.spanId}","src":{"id":"${span.writer}"${sdkOf(call.span.scope.name)},"seq":${options.number}}` +
    `,"start_us":${startUs},"status":"${statusOf(span)}","sys":${quoted(sys)},"sysv":${versionOf(call.attributes.get("service.version") ?? "")}` +
    `,"trace":"${call.span.traceId}"${usageMember(span)},"v":1}`;
  const record: LogRecord = {
    project: span.projectId,
    kind: "observation",
    test: env === "test",
    startUs,
    endUs,
    sys,
    traceId: call.span.traceId,
    spanId: call.span.spanId,
    writer: span.writer,
    seq: span.seq,
    recordId: "",
    body,
  };
  return { record, salts, review };
}

/** Most spans say nothing of their own of us: then a dozen look-ups find nothing. */
function hasMarks(attributes: ReadonlyMap<string, string>): boolean {
  for (const key of attributes.keys()) if (key.startsWith("spanledger.")) return true;
  return false;
}

export function microseconds(ns: bigint): number {
  return Number(ns / 1_000n);
}

const quoted = memo(quoteJson);
const idOf = memo((text) => quoteJson(toId(text) ?? "_"));
const versionOf = memo((text) => quoteJson(toVersion(text) ?? "unknown"));
const codeOf = memo((text) => quoteJson(toCode(text) ?? "unnamed"));
const sdkOf = memo((scope) => (scope === "" ? "" : `,"sdk":${quoteJson(toVersion(scope) ?? "_")}`));
const systemId = memo((text) => toId(text) ?? "_");

/** The system that a span belongs to when it does not say so itself: its service, else its feature. */
function systemOf({ service, feature }: RecordedSpan["booking"]["dimensions"]): string {
  return service || feature || "unnamed-system";
}

const ENVIRONMENTS: readonly (readonly [RegExp, string])[] = [
  [/stag|preprod|pre-prod|uat/i, "staging"],
  [/test|^ci$|qa/i, "test"],
  [/dev|local|sandbox|playground/i, "sandbox"],
];

/** What is not known to be anything else counts as production. */
const environmentOf = memo((text) => ENVIRONMENTS.find(([pattern]) => pattern.test(text))?.[1] ?? "prod");

const OPERATIONS: ReadonlySet<string> = new Set([
  "chat",
  "text_completion",
  "generate_content",
  "embeddings",
  "retrieval",
  "execute_tool",
  "invoke_agent",
  "create_agent",
  "rerank",
]);

function operationOf(operation: string): string {
  return OPERATIONS.has(operation) ? operation : "other";
}

function statusOf({ call }: RecordedSpan): string {
  const { errorType } = call;
  if (errorType === "") return call.span.statusCode === 2 ? "error" : "ok";
  if (/timeout|deadline/i.test(errorType)) return "timeout";
  if (/cancel|abort/i.test(errorType)) return "cancelled";
  return /content_filter|guardrail|blocked/i.test(errorType) ? "blocked" : "error";
}

function annex3Member(annex3: string): string {
  return annex3 === "" ? "" : `"annex3":${quoted(annex3)},`;
}

function roleMember(role: string): string {
  return role === "" ? "" : `,"role":"${role}"`;
}

function errorMember(errorType: string): string {
  return errorType === "" ? "" : `,"err":${codeOf(errorType)}`;
}

function parentMember(parent: string): string {
  return parent === "" ? "" : `,"parent":"${parent}"`;
}

function finishMember(reasons: readonly string[]): string {
  if (reasons.length === 0) return "";
  return `,"fin":[${reasons.slice(0, 8).map(codeOf).join(",")}]`;
}

const PARAMETERS = ["max_tokens", "seed", "", "temperature", "top_k", "top_p"] as const;
const DECIMAL = /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,18})?$/;

function configMember(span: RecordedSpan, { ifuVersion, policyVersion }: RecordSettings): string {
  const { promptName, promptVersion } = span.booking.dimensions;
  const params = parametersOf(span);
  let members = ifuVersion === "" ? "" : `,"ifu_ver":${versionOf(ifuVersion)}`;
  if (params !== "") members += `,"params":{${params}}`;
  if (policyVersion !== "") members += `,"policy_ver":${versionOf(policyVersion)}`;
  if (promptName !== "") members += `,"prompt_id":${idOf(promptName)}`;
  if (promptVersion !== "") members += `,"prompt_ver":${versionOf(promptVersion)}`;
  return members === "" ? "" : `,"cfg":{${members.slice(1)}}`;
}

/** Request parameters and, in the middle of the alphabet, what the call was booked with when it was logged. */
function parametersOf(span: RecordedSpan): string {
  const { attributes } = span.call;
  let members = "";
  for (const name of PARAMETERS) {
    if (name === "") members += costMembers(span);
    else {
      const value = attributes.get(`gen_ai.request.${name}`);
      if (value !== undefined && DECIMAL.test(value)) members += `,"${name}":"${value}"`;
    }
  }
  return members.slice(1);
}

const COSTED: ReadonlySet<string> = new Set(["priced", "estimated", "client_reported"]);

function costMembers({ cost, isBooked }: RecordedSpan): string {
  if (cost === null) return "";
  const booked = `,"spanledger.booked":${isBooked}`;
  return COSTED.has(cost.status) ? `${booked},"spanledger.cost_usd":"${formatPicoUsd(cost.cost.total)}"` : booked;
}

function modelMember({ call }: RecordedSpan): string {
  let members = "";
  if (call.provider !== "") members += `,"prov":${idOf(call.provider)}`;
  if (call.region !== "") members += `,"region":${codeOf(call.region)}`;
  if (call.requestModel !== "") members += `,"req":${idOf(call.requestModel)}`;
  if (call.responseModel !== "") members += `,"res":${idOf(call.responseModel)}`;
  return members === "" ? "" : `,"model":{${members.slice(1)}}`;
}

function usageMember({ billed: { usage } }: RecordedSpan): string {
  if (usage === null) return "";
  const cached = usage.cacheRead;
  const input = usage.uncachedInput + cached + usage.cacheWrite5m + usage.cacheWrite1h;
  return `,"usage":{"cached":${cached},"in":${input},"out":${usage.output}}`;
}

const GUARD_RESULTS: Readonly<Record<string, string>> = {
  pass: "pass",
  passed: "pass",
  success: "pass",
  none: "pass",
  flag: "flag",
  flagged: "flag",
  warn: "flag",
  block: "block",
  blocked: "block",
  deny: "block",
  intervened: "block",
  failure: "block",
  skipped: "skipped",
};

/** Only what the guardrail itself said: a result that is not known is left out. */
function guardMember({ call }: RecordedSpan): string {
  if (call.operation !== "guardrail") return "";
  const { attributes } = call;
  const said = attributes.get("spanledger.guardrail.result") ?? attributes.get("gen_ai.guardrail.status") ?? "";
  const result = call.errorType === "" ? GUARD_RESULTS[said.toLowerCase()] : "error";
  if (result === undefined) return "";
  const name = attributes.get("spanledger.guardrail.name") ?? attributes.get("gen_ai.guardrail.name") ?? call.span.name;
  return `,"guard":[{"id":${codeOf(name)},"res":"${result}"}]`;
}

const NOTICES = ["affected_informed", "ai_disclosed", "marked", "method", "version"] as const;

function noticeMember({ call: { attributes } }: RecordedSpan): string {
  let members = "";
  for (const name of NOTICES) {
    const value = attributes.get(`spanledger.notice.${name}`);
    if (value === undefined) continue;
    if (name === "method") members += `,"method":${codeOf(value)}`;
    else if (name === "version") members += `,"ver":${versionOf(value)}`;
    else if (value === "true" || value === "false") members += `,"${name}":${value}`;
  }
  return members === "" ? "" : `,"notice":{${members.slice(1)}}`;
}

function riskMember({ call: { attributes } }: RecordedSpan): string {
  const risks = attributes.get("spanledger.risk");
  if (risks === undefined || risks === "") return "";
  const codes = risks.split(",").slice(0, 16);
  return `,"risk":[${codes.map((risk) => codeOf(risk.trim())).join(",")}]`;
}

function oversightMember(review: Review | undefined): string {
  if (review === undefined) return "";
  return `,"oversight":{"mode":"in_loop","required":true,"state":"${review.action === undefined ? "pending" : "done"}"}`;
}
