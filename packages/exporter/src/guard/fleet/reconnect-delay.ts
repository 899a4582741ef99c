const DEFAULT_RETRY_MS = 2_000;
const SHORTEST_MS = 250;
const LONGEST_MS = 30_000;
/** A refused key does not become valid in seconds. */
const REFUSED_MS = 60_000;

export interface ReconnectState {
  /** Connections in a row that brought nothing, this one included: 1 or more. */
  readonly failures: number;
  /** What the platform asked for. */
  readonly retryMs: number | undefined;
  /** HTTP status of the last answer; 0 when there was none. */
  readonly status: number;
  /** 0 up to 1. */
  readonly random: number;
}

/** Milliseconds until the next connection: doubles with each failure up to half a minute, spread over half to one and a half. */
export function reconnectDelay({ failures, retryMs, status, random }: ReconnectState): number {
  const base = Math.max(SHORTEST_MS, Math.min(retryMs ?? DEFAULT_RETRY_MS, LONGEST_MS));
  const grown = Math.min(base * 2 ** Math.min(failures - 1, 10), LONGEST_MS);
  const wanted = status === 401 || status === 403 ? REFUSED_MS : grown;
  return Math.round(wanted * (0.5 + random));
}
