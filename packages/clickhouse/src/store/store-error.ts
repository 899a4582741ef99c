import { QueryError } from "../errors/query-error.ts";
import { QueryTimeoutError } from "../errors/query-timeout-error.ts";
import { StoreUnavailableError } from "../errors/store-unavailable-error.ts";

/** Codes of ClickHouse (src/Common/ErrorCodes.cpp): TIMEOUT_EXCEEDED, TOO_SLOW, SOCKET_TIMEOUT. */
const TIMEOUT_CODES: ReadonlySet<string> = new Set(["159", "160", "209"]);
const CONNECTION_CODES: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);

/** The one place that turns an engine's or a socket's error into ours. */
export function storeError(name: string, error: unknown): Error {
  if (error instanceof QueryError || error instanceof StoreUnavailableError) return error;
  const code = codeOf(error);
  if (TIMEOUT_CODES.has(code)) return new QueryTimeoutError(name, error);
  if (CONNECTION_CODES.has(code) || isClientTimeout(error)) return new StoreUnavailableError(name, error);
  return new QueryError(name, error);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return String(error.code);
}

function isClientTimeout(error: unknown): boolean {
  return error instanceof Error && /^(Timeout error|socket hang up)/i.test(error.message);
}
