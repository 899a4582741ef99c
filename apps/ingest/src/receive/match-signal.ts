import type { Signal } from "@spanledger/telemetry";

const OTLP_PATH = /\/v1\/(?:(traces)|(logs)|metrics)\/?$/;

/** The signal that a path stands for: /v1/traces, /v1/logs, /v1/metrics behind any base path; null for other paths. */
export function matchSignal(path: string): Signal | null {
  const match = OTLP_PATH.exec(path);
  if (match === null) return null;
  if (match[1] !== undefined) return "traces";
  return match[2] === undefined ? "metrics" : "logs";
}
