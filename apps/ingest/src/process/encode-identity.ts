import type { Identity } from "@spanledger/telemetry";

/** The column `identity`: the parts that say something, "" when none does. */
export function encodeIdentity({ own, trace, resource, derived }: Identity): string {
  const parts: Partial<Record<keyof Identity, object>> = {};
  if (saysSomething(own)) parts.own = own;
  if (saysSomething(trace)) parts.trace = trace;
  if (saysSomething(resource)) parts.resource = resource;
  if (saysSomething(derived)) parts.derived = derived;
  return saysSomething(parts) ? JSON.stringify(parts) : "";
}

function saysSomething(part: object): boolean {
  for (const _ in part) return true;
  return false;
}
