import { LedgerError } from "../ledger-error.ts";
import { canonicalJson, type JsonValue } from "./canonical-json.ts";
import { objectWriter, type Write } from "./object-writer.ts";
import { quoteJson } from "./quote-json.ts";
import type {
  CaptureSource,
  Configuration,
  GuardResult,
  ModelRef,
  NoticeState,
  OversightState,
  RecordBase,
  RecordBody,
  ReferenceData,
  TokenUsage,
} from "./record-body.ts";

/** Longest body, in bytes. */
export const MAX_BODY_BYTES = 16_384;

/**
 * One line of JSON, without a newline: its UTF-8 bytes are what the entry's body hash covers, and equal RFC 8785.
 * Throws `LedgerError` for a fraction, a number outside 0..2^53-1 or a body above 16 KiB.
 */
export function encodeBody(body: RecordBody): string {
  const text = writeBody(body);
  if (text.length * 3 > MAX_BODY_BYTES && Buffer.byteLength(text) > MAX_BODY_BYTES) {
    throw new LedgerError("body", `A record body has at most ${MAX_BODY_BYTES} bytes; commit long values as content.`);
  }
  return text;
}

const count: Write<number> = (value) => {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new LedgerError("body", `${value} is not an integer from 0 to 2^53-1; write decimals as text.`);
  }
  return String(value);
};
const flag: Write<boolean> = (value) => (value ? "true" : "false");
const list =
  <T>(write: Write<T>): Write<readonly T[]> =>
  (values) =>
    `[${values.map(write).join(",")}]`;
const canonical: Write<Readonly<Record<string, string | boolean>>> = (value) => canonicalJson(value);

const digests: Write<Readonly<Record<string, string>>> = (value) => {
  let text = "";
  for (const name of Object.keys(value).sort()) text += `,${quoteJson(name)}:${quoteJson(value[name] ?? "")}`;
  return `{${text.slice(1)}}`;
};

const data: Write<object> = (value) => {
  // The typed data of every kind is plain JSON.
  const json = value as { readonly [key: string]: JsonValue };
  refuseFractions(json);
  return canonicalJson(json);
};

function refuseFractions(value: JsonValue): void {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new LedgerError("body", `${value} is not an integer below 2^53; write decimals as text.`);
  }
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) refuseFractions(member);
}

const writeBody = objectWriter<RecordBase & { readonly d?: object }>({
  v: count,
  kind: quoteJson,
  sys: quoteJson,
  sysv: quoteJson,
  env: quoteJson,
  role: quoteJson,
  annex3: quoteJson,
  trace: quoteJson,
  span: quoteJson,
  parent: quoteJson,
  start_us: count,
  end_us: count,
  src: objectWriter<CaptureSource>({ id: quoteJson, seq: count, sdk: quoteJson, clk_err_us: count }),
  op: quoteJson,
  model: objectWriter<ModelRef>({ prov: quoteJson, req: quoteJson, res: quoteJson, fp: quoteJson, region: quoteJson }),
  cfg: objectWriter<Configuration>({
    prompt_id: quoteJson,
    prompt_ver: quoteJson,
    prompt_sha256: quoteJson,
    policy_ver: quoteJson,
    tools_sha256: quoteJson,
    ifu_ver: quoteJson,
    params: canonical,
  }),
  refdb: list(
    objectWriter<ReferenceData>({ id: quoteJson, ver: quoteJson, sha256: quoteJson, hits: count, match: flag }),
  ),
  usage: objectWriter<TokenUsage>({ in: count, out: count, cached: count }),
  fin: list(quoteJson),
  status: quoteJson,
  err: quoteJson,
  guard: list(objectWriter<GuardResult>({ id: quoteJson, ver: quoteJson, res: quoteJson, sev: quoteJson })),
  risk: list(quoteJson),
  oversight: objectWriter<OversightState>({ mode: quoteJson, required: flag, state: quoteJson }),
  notice: objectWriter<NoticeState>({
    ai_disclosed: flag,
    affected_informed: flag,
    marked: flag,
    method: quoteJson,
    ver: quoteJson,
  }),
  d: data,
  c: digests,
  n: quoteJson,
});
