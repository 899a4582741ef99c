import { resolveConnection } from "../connection.ts";
import { readServiceEnv } from "../env.ts";
import { BudgetExceededError } from "./budget-exceeded-error.ts";
import { type CallScope, callScope, dimensionsOf } from "./call-scope.ts";
import type { BudgetState } from "./fleet/budget-state.ts";
import { createFleet } from "./fleet/create-fleet.ts";
import { createReservations } from "./fleet/create-reservations.ts";
import type { CallDimensions } from "./fleet/fleet-state.ts";
import type { Admission, Guard, ModelCall } from "./guard.ts";
import type { GuardOptions } from "./guard-options.ts";
import { GuardUnavailableError } from "./guard-unavailable-error.ts";
import { type Breach, createLimiter } from "./limits/create-limiter.ts";
import { watchLoops } from "./loops/watch-loops.ts";
import { createPricing } from "./price/create-pricing.ts";
import { formatUsd, parseUsd } from "./price/usd.ts";
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
  const service = { ...readServiceEnv(), ...given({ service: options.service, environment: options.environment }) };
  const limiter = createLimiter(options.limits ?? {});
  const pricing = createPricing(options.prices ?? {});
  const loops = options.loops === false ? undefined : watchLoops(options.loops ?? {}, pricing);
  const fleet = createFleet(connection, {
    stream: options.stream ?? true,
    onRelease: (traceId) => loops?.release(traceId),
  });
  const refusals = createRefusals(options);
  const reservations = createReservations(connection, options.reservationTimeoutMs ?? RESERVATION_MS);
  const assumed = parseUsd(options.assumedCallUsd ?? ASSUMED_CALL_USD);
  const failsClosed = options.whenUnreachable === "closed";

  const checkRunaway = (scope: CallScope, nowMs: number): void => {
    const halt = scope.traceId === undefined ? undefined : fleet.state.haltOf(scope.traceId, nowMs);
    if (halt !== undefined) {
      const error = new RunawayHaltedError(halt.finding);
      if (halt.action === "block") refusals.refuse(error, scope.span);
      else refusals.note(error, scope.span);
    }
    const loop = scope.traceId === undefined ? undefined : loops?.findingOf(scope.traceId);
    if (loop !== undefined) {
      if (loop.severity === "critical") refusals.refuse(new RunawayHaltedError(loop), scope.span);
      else refusals.note(new RunawayHaltedError(loop), scope.span);
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
  const admission = (scope: CallScope, call: ModelCall, reservation?: string): Admission => {
    let over = false;
    const end = (tokens: number, cost: bigint): void => {
      if (!over) limiter.end(scope, { tokens, cost }, Date.now());
      over = true;
    };
    limiter.begin(scope, Date.now());
    return {
      settle: (usage) => {
        if (over) return;
        const cost = usage && pricing.cost(call.model, usage);
        end(usage === undefined ? 0 : tokensOf(usage), cost ?? 0n);
        // Without a price the span of the call settles the reservation when it arrives.
        if (reservation !== undefined && cost !== undefined) reservations.settle(reservation, formatUsd(cost));
      },
      cancel: () => {
        if (over) return;
        end(0, 0n);
        if (reservation !== undefined) reservations.release(reservation);
      },
    };
  };
  const reserve = async (scope: CallScope, call: ModelCall, dimensions: CallDimensions): Promise<Admission> => {
    const estimate = pricing.estimate(call.model, call.promptLength ?? 0, call.maxOutputTokens) ?? assumed;
    const answer = await reservations.reserve(dimensions, formatUsd(estimate));
    switch (answer.status) {
      case "granted":
        scope.span?.setAttribute("spanledger.reservation_id", answer.id);
        return admission(scope, call, answer.id);
      case "refused":
        refuseBudget(answer.budget, scope);
        return admission(scope, call);
      case "unreachable":
        if (failsClosed) {
          refusals.refuse(
            new GuardUnavailableError("A budget needs a reservation and none could be made", answer.cause),
            scope.span,
          );
        }
        return admission(scope, call);
    }
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
    ready: async (timeoutMs = READY_MS) => {
      await loops?.loaded;
      return fleet.ready(timeoutMs);
    },
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
    spentUsd: breach.spent > 0n ? formatUsd(breach.spent) : undefined,
    detectedAt: new Date(nowMs).toISOString(),
    source: "limit",
  });
}

function hasRestarted(budget: BudgetState, nowMs: number): boolean {
  return budget.resetsAt !== undefined && Date.parse(budget.resetsAt) <= nowMs;
}

function tokensOf(usage: Parameters<Admission["settle"]>[0]): number {
  if (usage === undefined) return 0;
  return usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens + usage.outputTokens;
}

function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}
