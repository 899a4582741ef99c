import { formatUsd, parseUsd } from "../price/usd.ts";
import { BoundedMap } from "./bounded-map.ts";
import type { LocalLimits, UseLimits } from "./local-limits.ts";
import { MinuteWindow } from "./minute-window.ts";

const MAX_TRACES = 5_000;
const MAX_TENANTS = 5_000;
/** An answer that nobody read within this time no longer counts as under way. */
const FORGOTTEN_MS = 600_000;

/** What a call belongs to. */
export interface Scope {
  /** Trace id, or the session of a call outside any trace; undefined when there is neither. */
  readonly trace: string | undefined;
  readonly tenant: string | undefined;
}

export interface Breach {
  readonly rule: string;
  readonly sentence: string;
  readonly spent: bigint;
}

export interface Limiter {
  /** Why the next call of this scope must not be made; undefined when it may. */
  breach(scope: Scope, nowMs: number): Breach | undefined;
  /** What the calls of this trace cost so far, pico-dollars, as far as they have a price. */
  spent(scope: Scope): bigint;
  begin(scope: Scope, nowMs: number): void;
  end(scope: Scope, use: { readonly tokens: number; readonly cost: bigint }, nowMs: number): void;
}

interface Used {
  calls: number;
  tokens: number;
  cost: bigint;
  open: number;
  lastMs: number;
}

interface Bounds {
  readonly calls: number;
  readonly tokens: number;
  readonly cost: bigint | undefined;
}

/** Counts calls of this process against its limits. Memory is bounded; the longest unused trace is forgotten first. */
export function createLimiter(limits: LocalLimits): Limiter {
  const traces = new BoundedMap<Used>(MAX_TRACES);
  const tenants = new BoundedMap<MinuteWindow>(MAX_TENANTS);
  const perTrace = boundsOf(limits.perTrace);
  const perMinute = boundsOf(limits.perTenantPerMinute);
  const fanOut = limits.perTrace?.fanOut ?? Infinity;
  const countsMinutes = limits.perTenantPerMinute !== undefined;
  return {
    breach: ({ trace, tenant }, nowMs) => {
      const used = trace === undefined ? undefined : traces.get(trace);
      const byTrace = used && (fanOutBreach(used, fanOut, nowMs) ?? breachOf(used, perTrace, "trace"));
      if (byTrace !== undefined || !countsMinutes) return byTrace;
      const window = tenants.get(tenant ?? "");
      window?.advance(nowMs);
      return window && breachOf(window, perMinute, "tenant_minute");
    },
    spent: ({ trace }) => (trace === undefined ? undefined : traces.get(trace))?.cost ?? 0n,
    begin: ({ trace, tenant }, nowMs) => {
      if (trace !== undefined) {
        const used = traces.get(trace) ?? traces.set(trace, { calls: 0, tokens: 0, cost: 0n, open: 0, lastMs: nowMs });
        if (nowMs - used.lastMs > FORGOTTEN_MS) used.open = 0;
        used.lastMs = nowMs;
        used.calls += 1;
        used.open += 1;
      }
      if (!countsMinutes) return;
      const window = tenants.get(tenant ?? "") ?? tenants.set(tenant ?? "", new MinuteWindow());
      window.advance(nowMs);
      window.add(1, 0, 0n);
    },
    end: ({ trace, tenant }, { tokens, cost }, nowMs) => {
      const used = trace === undefined ? undefined : traces.get(trace);
      if (used !== undefined) {
        used.open = Math.max(0, used.open - 1);
        used.tokens += tokens;
        used.cost += cost;
      }
      const window = countsMinutes ? tenants.get(tenant ?? "") : undefined;
      window?.advance(nowMs);
      window?.add(0, tokens, cost);
    },
  };
}

function boundsOf(limits: UseLimits = {}): Bounds {
  return {
    calls: limits.calls ?? Infinity,
    tokens: limits.tokens ?? Infinity,
    cost: limits.costUsd === undefined ? undefined : parseUsd(limits.costUsd),
  };
}

type Counters = Pick<Used, "calls" | "tokens" | "cost">;

const WHERE = { trace: "this trace", tenant_minute: "this tenant in the last minute" } as const;

function breachOf(used: Counters, bounds: Bounds, kind: keyof typeof WHERE): Breach | undefined {
  const reached =
    used.calls >= bounds.calls
      ? (["calls", `${bounds.calls} model calls`] as const)
      : used.tokens >= bounds.tokens
        ? (["tokens", `${bounds.tokens} tokens`] as const)
        : bounds.cost !== undefined && used.cost >= bounds.cost
          ? (["cost", `$${formatUsd(bounds.cost)}`] as const)
          : undefined;
  if (reached === undefined) return undefined;
  const [what, limit] = reached;
  return {
    rule: `local_${kind}_${what}`,
    sentence: `Stopped: ${WHERE[kind]} reached its limit of ${limit}.`,
    spent: used.cost,
  };
}

function fanOutBreach(used: Used, limit: number, nowMs: number): Breach | undefined {
  if (used.open < limit || nowMs - used.lastMs > FORGOTTEN_MS) return undefined;
  return {
    rule: "local_trace_fan_out",
    sentence: `Stopped: this trace has ${used.open} model calls under way, its limit is ${limit}.`,
    spent: used.cost,
  };
}
