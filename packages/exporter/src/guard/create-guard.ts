import { resolveConnection } from "../connection.ts";
import { readServiceEnv } from "../env.ts";
import { BudgetExceededError } from "./budget-exceeded-error.ts";
import { type CallScope, callScope, dimensionsOf } from "./call-scope.ts";
import type { BudgetState } from "./fleet/budget-state.ts";
import { createFleet } from "./fleet/create-fleet.ts";
import type { CallDimensions } from "./fleet/fleet-state.ts";
import { budgetOf } from "./fleet/parse-event.ts";
import type { Granted } from "./fleet/reserve-call.ts";
import { withoutTracing } from "./fleet/without-tracing.ts";
import type { Admission, Guard, ModelCall } from "./guard.ts";
import type { GuardOptions } from "./guard-options.ts";
import { GuardUnavailableError } from "./guard-unavailable-error.ts";
import { type Breach, createLimiter } from "./limits/create-limiter.ts";
import { watchLoops } from "./loops/watch-loops.ts";
import { createPricing } from "./price/create-pricing.ts";
import { formatUsd, parseUsd } from "./price/usd.ts";
import type { Usage } from "./price/usage.ts";
import { createRefusals } from "./refusals.ts";
import { RunawayHaltedError } from "./runaway-halted-error.ts";

const RESERVATION_MS = 300;
const ASSUMED_CALL_USD = "0.05";
const READY_MS = 2_000;

/**
 * A breaker for the model calls of this process. Make one, hand it to `SpanledgerProcessor` and to the clients'
 * wrappers. It opens one connection to the platform, which never keeps the process alive.
 * Throws a sentence when a limit or a price is no amount.
 */
export function createGuard(options: GuardOptions = {}): Guard {
  const connection = resolveConnection(options);
  const env = readServiceEnv();
  const service = {
    service: options.service ?? env.service,
    environment: options.environment ?? env.environment,
  };
  const limiter = createLimiter(options.limits ?? {});
  const pricing = createPricing(options.prices ?? {});
  const loops = options.loops === false ? undefined : watchLoops(options.loops ?? {});
  const fleet = createFleet(connection, {
    stream: options.stream ?? true,
    onRelease: (traceId) => loops?.release(traceId),
  });
  const refusals = createRefusals(options);
  const assumed = parseUsd(options.assumedCallUsd ?? ASSUMED_CALL_USD);
  const failsClosed = options.whenUnreachable === "closed";

  const checkRunaway = (scope: CallScope, nowMs: number): void => {
    const halt = scope.traceId === undefined ? undefined : fleet.state.haltOf(scope.traceId, nowMs);
    if (halt !== undefined) {
      const error = new RunawayHaltedError(halt.finding);
      refusals[halt.action === "block" ? "refuse" : "note"](error, scope.span);
    }
    const loop = scope.traceId === undefined ? undefined : loops?.findingOf(scope.traceId);
    if (loop !== undefined) {
      const error = new RunawayHaltedError({ ...loop, spentUsd: usdOf(limiter.spent(scope)) });
      refusals[loop.severity === "critical" ? "refuse" : "note"](error, scope.span);
    }
    const breach = limiter.breach(scope, nowMs);
    if (breach !== undefined) refusals.refuse(limitReached(breach, scope, nowMs), scope.span);
    if (failsClosed && !fleet.isReachable(nowMs)) {
      refusals.refuse(new GuardUnavailableError("The platform cannot be reached"), scope.span);
    }
  };
  /** Refuses when a budget is used up; returns whether one of them asks for a reservation. */
  const checkBudgets = (budgets: readonly BudgetState[], scope: CallScope, nowMs: number): boolean => {
    const used = budgets.find((budget) => budget.state === "blocked" && !hasRestarted(budget, nowMs));
    if (used !== undefined) refuseBudget(used, scope);
    return budgets.some((budget) => budget.enforce === "reserve");
  };
  const refuseBudget = (budget: BudgetState, scope: CallScope): void => {
    refusals.refuse(new BudgetExceededError(budget), scope.span);
  };
  const admission = (scope: CallScope, call: ModelCall, reservation?: Granted): Admission => {
    let over = false;
    const end = (tokens: number, cost: bigint): void => {
      over = true;
      limiter.end(scope, { tokens, cost }, Date.now());
    };
    limiter.begin(scope, Date.now());
    return {
      settle: (usage) => {
        if (over) return;
        const cost = usage && pricing.cost(call.model, usage);
        end(usage ? tokensOf(usage) : 0, cost ?? 0n);
        // Without a price the span of the call settles the reservation when it arrives.
        if (reservation && cost !== undefined) withoutTracing(() => reservation.settle(formatUsd(cost)));
      },
      cancel: () => {
        if (over) return;
        end(0, 0n);
        if (reservation) withoutTracing(reservation.release);
      },
    };
  };
  const reserve = async (scope: CallScope, call: ModelCall, dimensions: CallDimensions): Promise<Admission> => {
    const estimate = pricing.estimate(call.model, call.promptLength ?? 0, call.maxOutputTokens) ?? assumed;
    const timeoutMs = options.reservationTimeoutMs ?? RESERVATION_MS;
    const ask = { connection, timeoutMs, dimensions, estimatedUsd: formatUsd(estimate) };
    // A file of its own: most budgets are far from their limit.
    const answer = await import("./fleet/reserve-call.ts").then(
      ({ reserveCall }) => withoutTracing(() => reserveCall(ask)),
      (cause: unknown) => ({ status: "none", budget: undefined, cause }) as const,
    );
    if (answer.status === "granted") {
      scope.span?.setAttribute("spanledger.reservation_id", answer.id);
      return admission(scope, call, answer);
    }
    const budget = budgetOf(answer.budget);
    if (budget !== undefined) refuseBudget(budget, scope);
    else if (failsClosed) {
      const error = new GuardUnavailableError("No budget could be asked", answer.cause);
      refusals.refuse(error, scope.span);
    }
    return admission(scope, call);
  };

  return {
    admit: (call) => {
      const scope = callScope();
      const nowMs = Date.now();
      checkRunaway(scope, nowMs);
      if (!fleet.state.hasBudgets) return admission(scope, call);
      const dimensions = dimensionsOf(scope.attribution, call, service);
      if (!checkBudgets(fleet.state.budgetsOf(dimensions), scope, nowMs)) return admission(scope, call);
      return reserve(scope, call, dimensions);
    },
    observe: (span) => loops?.observe(span),
    ready: (timeoutMs = READY_MS) => fleet.ready(timeoutMs),
    get connected() {
      return fleet.connected;
    },
    close: () => fleet.close(),
  };
}

function limitReached(breach: Breach, scope: CallScope, nowMs: number): RunawayHaltedError {
  return new RunawayHaltedError({
    rule: breach.rule,
    severity: "critical",
    sentence: breach.sentence,
    traceId: scope.traceId,
    firstSpanId: undefined,
    evidenceSpanIds: [],
    spentUsd: usdOf(breach.spent),
    detectedAt: new Date(nowMs).toISOString(),
    source: "limit",
  });
}

function usdOf(pico: bigint): string | undefined {
  return pico > 0n ? formatUsd(pico) : undefined;
}

function hasRestarted(budget: BudgetState, nowMs: number): boolean {
  return budget.resetsAt !== undefined && Date.parse(budget.resetsAt) <= nowMs;
}

function tokensOf(usage: Usage): number {
  return usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens + usage.outputTokens;
}
