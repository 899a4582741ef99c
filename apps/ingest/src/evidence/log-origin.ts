import { sha256 } from "@spanledger/ledger";

/** Name of a log to the outside. It does not tell which project it is of. */
export function logOrigin(log: string, projectId: string): string {
  const tag = sha256(`trace-project/v1\n${log}\n${projectId}`).toString("hex", 0, 8);
  return `spanledger.local/log/${tag}/${log}`;
}
