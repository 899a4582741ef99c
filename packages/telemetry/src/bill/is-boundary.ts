import type { BillingSpan } from "./billing-span.ts";

const BOUNDARY_OPERATIONS: ReadonlySet<string> = new Set([
  "execute_tool",
  "retrieval",
  "guardrail",
  "evaluation",
  "invoke_agent",
  "invoke_workflow",
  "handle_conversation_turn",
  "moderation",
]);

/** semconv 4.3: a call below such a span is always a call of its own. */
export function isBoundary(span: BillingSpan): boolean {
  return BOUNDARY_OPERATIONS.has(span.operation);
}
