import { LedgerError } from "../ledger-error.ts";
import { quoteJson } from "./quote-json.ts";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * RFC 8785 (JCS) text of a JSON value. Members that are `undefined` are left out; a lone surrogate becomes U+FFFD.
 * Throws `LedgerError` for a number that JSON does not have.
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === "string") return quoteJson(value);
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean" || value === null) return String(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort(byCodeUnits)) {
    const member = value[key];
    if (member !== undefined) members.push(`${quoteJson(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(",")}}`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new LedgerError("body", `${value} is not a JSON number.`);
  return JSON.stringify(value);
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function byCodeUnits(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
