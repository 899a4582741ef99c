import { REJECT_SENTENCES, type Rejected } from "@spanledger/telemetry";

/** One line for partialSuccess.errorMessage; "" when nothing was left out. */
export function describeRejected(rejected: Rejected, total: number): string {
  if (rejected.count === 0) return "";
  const reasons = [...rejected.reasons].map(([reason, count]) => `${REJECT_SENTENCES[reason]} (${count})`);
  return `${rejected.count} of ${total} records were left out: ${reasons.join("; ")}.`;
}
