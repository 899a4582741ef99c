import type { Identity } from "@spanledger/telemetry";

/** Spans of one kind share their identity. */
const REMEMBERED = 1_000;
const texts = new Map<Identity, string>();

/** The column `identity`: the parts that say something, "" when none does. */
export function encodeIdentity(identity: Identity): string {
  const known = texts.get(identity);
  if (known !== undefined) return known;
  const text = textOf(identity);
  if (texts.size >= REMEMBERED) texts.clear();
  texts.set(identity, text);
  return text;
}

function textOf({ own, trace, resource, derived }: Identity): string {
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
