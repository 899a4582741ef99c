import type { OversightData } from "@spanledger/ledger";
import type { Call } from "@spanledger/telemetry";

/** What a span says about its review by a person. */
export interface Review {
  /** Absent while it is pending. */
  readonly action: OversightData["action"] | undefined;
  /** Who; "" when not said. */
  readonly reviewer: string;
  readonly comment: string;
}

const ACTIONS: Readonly<Record<string, OversightData["action"]>> = {
  approved: "approve",
  approve: "approve",
  edited: "override",
  override: "override",
  overridden: "override",
  rejected: "disregard",
  reject: "disregard",
  disregard: "disregard",
  reverse: "reverse",
  reversed: "reverse",
  escalate: "escalate",
  escalated: "escalate",
  stop: "stop",
  stopped: "stop",
  resume: "resume",
};

/** `spanledger.review.*`, docs/guides/evidence.md; undefined when the span says nothing of a review. */
export function reviewOf({ attributes }: Call): Review | undefined {
  const status = attributes.get("spanledger.review.status");
  const decision = attributes.get("spanledger.review.decision");
  if (status === undefined && decision === undefined) return undefined;
  return {
    action: ACTIONS[(decision ?? "").toLowerCase()] ?? ACTIONS[(status ?? "").toLowerCase()],
    reviewer: attributes.get("spanledger.review.reviewer.id") ?? "",
    comment: attributes.get("spanledger.review.comment") ?? "",
  };
}
