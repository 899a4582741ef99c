import type { Signer } from "@spanledger/ledger";
import type { ExportLog } from "../log/export-log.ts";

export const PURPOSES = ["authority_request", "audit", "incident", "pmm", "subject_access", "internal"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Which openings an export shows: all content, all but who it is about, or none. */
export const REDACTION_PROFILES = ["full", "no_persons", "no_content"] as const;
export type RedactionProfile = (typeof REDACTION_PROFILES)[number];

/** What was asked for. Times are UTC microseconds. */
export interface ExportRequest {
  /** UUIDv7. */
  readonly exportId: string;
  readonly project: string;
  readonly system: string;
  readonly role: "provider" | "deployer" | "both";
  readonly purpose: Purpose;
  /** Role of the person who asked, never a name. */
  readonly requestedBy: string;
  readonly redaction: RedactionProfile;
  readonly fromUs: number;
  /** Exclusive. */
  readonly toUs: number;
  /** How long after its end a record may be logged and still be in the range. */
  readonly latenessUs: number;
}

export interface ExportOptions {
  readonly request: ExportRequest;
  readonly logs: readonly ExportLog[];
  /** Signs the manifest; its key is not the log's. */
  readonly signer: Signer;
  /** An empty folder for the parts; the caller removes it. */
  readonly directory: string;
  /** Where the archive is written. */
  readonly path: string;
  readonly nowMs: number;
  /** `commit` is of the source it was built from, "unknown" outside of a checkout. */
  readonly generator: { readonly name: string; readonly version: string; readonly commit: string };
  readonly exportsBefore: number;
  readonly holds: readonly string[];
  /** Of the oldest record of the project's logs, UTC microseconds; null without records. */
  readonly oldestLoggedUs: number | null;
  /** Days that the project keeps records; null for ever. */
  readonly policyDays: number | null;
  /** Names of the scope tags (hex) that may be told to the reader. */
  readonly scopeNames: ReadonlyMap<string, string>;
  /** Changes of the project's settings in the period, newest first; written as they are, one JSON object a line. */
  readonly settingChanges: readonly object[];
  readonly onProgress?: (records: number) => void;
}
