import type { BillingTokens } from "./billing-span.ts";
import { isTellingId } from "./is-telling-id.ts";
import { haveEqualTokens } from "./have-equal-tokens.ts";

/** A billed call as rule F compares it with calls of other traces. */
export interface CrossTraceCall {
  readonly key: string;
  readonly traceId: string;
  readonly tenant: string;
  readonly provider: string;
  readonly responseId: string;
  readonly scope: string;
  readonly service: string;
  /** UTC nanoseconds. */
  readonly startNs: bigint;
  readonly tokens: BillingTokens | null;
  readonly cacheHit: boolean;
}

const WINDOW_NS = 600_000_000_000n;

/**
 * semconv 4.3 F: the same call in two traces (a proxy that does not propagate the context). Maps the key of each
 * later-started record to the key of the first one. A response from a cache repeats an id and is no duplicate.
 */
export function findCrossTraceDuplicates(calls: readonly CrossTraceCall[]): ReadonlyMap<string, string> {
  const groups = new Map<string, CrossTraceCall[]>();
  for (const call of calls) {
    if (call.cacheHit || !isTellingId(call.responseId)) continue;
    const key = JSON.stringify([call.tenant, call.provider, call.responseId]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  const duplicates = new Map<string, string>();
  for (const group of groups.values()) {
    group.sort(byStart);
    const originals: CrossTraceCall[] = [];
    for (const call of group) {
      const original = originals.find((earlier) => isSameCall(earlier, call));
      if (original === undefined) originals.push(call);
      else duplicates.set(call.key, original.key);
    }
  }
  return duplicates;
}

function isSameCall(earlier: CrossTraceCall, later: CrossTraceCall): boolean {
  return (
    earlier.traceId !== later.traceId &&
    (earlier.scope !== later.scope || earlier.service !== later.service) &&
    later.startNs - earlier.startNs <= WINDOW_NS &&
    haveEqualTokens(earlier.tokens, later.tokens)
  );
}

function byStart(left: CrossTraceCall, right: CrossTraceCall): number {
  if (left.startNs !== right.startNs) return left.startNs < right.startNs ? -1 : 1;
  return left.key < right.key ? -1 : 1;
}
