import { createHash } from "node:crypto";
import type { AlertEvent } from "@spanledger/clickhouse";
import type { Verification } from "@spanledger/evidence-store";

export interface FailedVerification {
  readonly project: string;
  readonly log: string;
  /** Of the checkpoint that it was compared with. */
  readonly size: number;
  readonly atMs: number;
  readonly result: Verification;
}

/** What is told when stored records are not as they were logged: once per log, first record and kind of difference. */
export function verificationAlert({ project, log, size, atMs, result }: FailedVerification): AlertEvent {
  const [first] = result.problems;
  const identity = JSON.stringify([project, log, first?.index, first?.code]);
  const more = result.problemCount > 1 ? ` ${result.problemCount} differences in all.` : "";
  return {
    project,
    id: `ledger-${createHash("sha256").update(identity).digest("hex").slice(0, 32)}`,
    atMs,
    source: "ledger",
    sourceId: log,
    subject: first === undefined ? "" : `#${first.index}`,
    kind: "fired",
    severity: "critical",
    title: "The evidence log is not as it was written",
    sentence: `${first?.detail ?? "A record differs."}${more}`,
    evidence: {
      log,
      size,
      first_bad_index: first?.index ?? null,
      problem: first?.code ?? "",
      problems: result.problemCount,
    },
    channels: [],
    isMuted: false,
  };
}
