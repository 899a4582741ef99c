import type { Call } from "@spanledger/telemetry";

/** Steps of a system that say nothing about what it did: their parents and children are logged. */
const NOT_LOGGED: ReadonlySet<string> = new Set(["", "other", "prompt", "chain", "handoff", "fetch_response"]);

/** LLM calls and the operations of tools, retrieval, agents, memory, guardrails and evaluation are logged. */
export function isLogged({ role, operation, attributes }: Call): boolean {
  return role !== "none" || !NOT_LOGGED.has(operation) || attributes.has("spanledger.review.status");
}
