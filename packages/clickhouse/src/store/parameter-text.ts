import type { ParameterValue } from "./store.ts";

/**
 * A value as ClickHouse reads query parameters (TSV-escaped text), the form that a server gets as `param_<name>`.
 * Source: ClickHouse HTTP interface, "Queries with parameters".
 */
export function parameterText(value: ParameterValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escapeTsv(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number" || typeof value === "bigint") return numberText(value);
  return `[${value.map((item) => (typeof item === "string" ? quoted(item) : numberText(item))).join(",")}]`;
}

function numberText(value: number | bigint): string {
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError("A query parameter must be finite");
  return String(value);
}

function escapeTsv(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\0", "\\0");
}

function quoted(text: string): string {
  return `'${escapeTsv(text).replaceAll("'", "\\'")}'`;
}
