import type { ControlData } from "../control/control-data.ts";
import type { RecordKind } from "../entry/kinds.ts";
import type { ErasureData } from "../erasure/erasure-data.ts";
import type {
  AccessData,
  AmendmentData,
  ChangeData,
  EvaluationData,
  HoldData,
  IncidentData,
  OversightData,
} from "./record-data.ts";

/**
 * The body of a record, `record.v1.schema.json`: which system did what, when, how, and commitments to its content, never
 * the content. Times are microseconds since 1970 UTC; decimals are strings; texts keep to the patterns of the schema
 * (`toCode`, `toId` and `toVersion` make them).
 */
export type RecordBody = Observation | OtherRecord;

export interface RecordBase {
  readonly v: 1;
  readonly kind: RecordKind;
  /** Id of the system the record is about. */
  readonly sys: string;
  readonly sysv?: string;
  readonly env?: "prod" | "staging" | "test" | "sandbox";
  readonly role?: "provider" | "deployer" | "both";
  /** Point of Annex III of the AI Act, such as `1(a)`. */
  readonly annex3?: string;
  readonly trace?: string;
  readonly span?: string;
  readonly parent?: string;
  readonly start_us: number;
  readonly end_us: number;
  readonly src?: CaptureSource;
  readonly op?: RecordOperation;
  readonly model?: ModelRef;
  readonly cfg?: Configuration;
  readonly refdb?: readonly ReferenceData[];
  readonly usage?: TokenUsage;
  readonly fin?: readonly string[];
  readonly status?: RecordStatus;
  readonly err?: string;
  readonly guard?: readonly GuardResult[];
  readonly risk?: readonly string[];
  readonly oversight?: OversightState;
  readonly notice?: NoticeState;
  /** Digest per committed field: see `commitField`. */
  readonly c: Readonly<Record<string, string>>;
  /** 16 random bytes in base64url: keeps the body's hash hiding once the body is gone. */
  readonly n: string;
}

export interface Observation extends RecordBase {
  readonly kind: "observation";
}

export type OtherRecord =
  | (RecordBase & { readonly kind: "risk" | "notice" })
  | (RecordBase & { readonly kind: "oversight"; readonly d: OversightData })
  | (RecordBase & { readonly kind: "incident"; readonly d: IncidentData })
  | (RecordBase & { readonly kind: "change"; readonly d: ChangeData })
  | (RecordBase & { readonly kind: "evaluation"; readonly d: EvaluationData })
  | (RecordBase & { readonly kind: "erasure"; readonly d: ErasureData })
  | (RecordBase & { readonly kind: "access"; readonly d: AccessData })
  | (RecordBase & { readonly kind: "control"; readonly d: ControlData })
  | (RecordBase & { readonly kind: "amendment"; readonly d: AmendmentData })
  | (RecordBase & { readonly kind: "hold"; readonly d: HoldData });

export type RecordOperation =
  | "chat"
  | "text_completion"
  | "generate_content"
  | "embeddings"
  | "retrieval"
  | "execute_tool"
  | "invoke_agent"
  | "create_agent"
  | "rerank"
  | "other";

export type RecordStatus = "ok" | "error" | "timeout" | "cancelled" | "blocked";

export interface CaptureSource {
  readonly id: string;
  /** Counts without a gap per `id`: a gap is an event that was never sent. */
  readonly seq: number;
  readonly sdk?: string;
  readonly clk_err_us?: number;
}

export interface ModelRef {
  readonly prov?: string;
  readonly req?: string;
  readonly res?: string;
  readonly fp?: string;
  readonly region?: string;
}

export interface Configuration {
  readonly prompt_id?: string;
  readonly prompt_ver?: string;
  readonly prompt_sha256?: string;
  readonly policy_ver?: string;
  readonly tools_sha256?: string;
  readonly ifu_ver?: string;
  readonly params?: Readonly<Record<string, string | boolean>>;
}

export interface ReferenceData {
  readonly id: string;
  readonly ver?: string;
  readonly sha256?: string;
  readonly hits?: number;
  readonly match?: boolean;
}

export interface TokenUsage {
  readonly in?: number;
  readonly out?: number;
  readonly cached?: number;
}

export interface GuardResult {
  readonly id: string;
  readonly ver?: string;
  readonly res: "pass" | "flag" | "block" | "error" | "skipped";
  readonly sev?: "info" | "low" | "medium" | "high" | "critical";
}

export interface OversightState {
  readonly mode: "none" | "in_loop" | "on_loop" | "in_command";
  readonly required?: boolean;
  readonly state?: "pending" | "done" | "not_required";
}

export interface NoticeState {
  readonly ai_disclosed?: boolean;
  readonly affected_informed?: boolean;
  readonly marked?: boolean;
  readonly method?: string;
  readonly ver?: string;
}
