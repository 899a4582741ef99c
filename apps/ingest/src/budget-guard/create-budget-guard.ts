import { formatPicoUsd } from "@spanledger/clickhouse";
import { randomUUID } from "node:crypto";
import { type Account, type Counter, emptyCounter, type Touched } from "../budgets/budget-book.ts";
import type { BudgetWatch } from "../budgets/budget-watch.ts";
import type { RecordedSpan } from "../process/processor.ts";
import type { BudgetGuard, ReservationAnswer, ReservationAsk } from "./budget-guard.ts";
import type { BudgetState } from "./budget-state.ts";
import { createReservationLedger } from "./reservation-ledger.ts";
import { createShares } from "./create-shares.ts";
import { scopesOf } from "./scopes-of.ts";
import { type Standing, standingOf } from "./standing-of.ts";

const TICK_MS = 250;
const DAY_MS = 86_400_000;
const RESERVATION_ID = "spanledger.reservation_id";
/** A first call of which nothing is known takes this part of the amount. */
const UNKNOWN_PART = 100n;
/** A state is told again when its spend moved by so much of its limit. */
const TOLD_PART = 100n;
/** Of one project, in a snapshot. */
const MAX_STATES = 5_000;

export interface BudgetGuardOptions {
  readonly watch: BudgetWatch;
  /** Sends an event on the streams of the project; `tenant` is who may see it, "*" = every key. */
  readonly publish: (projectId: string, event: BudgetEvent) => void;
  readonly now: () => number;
  /** How many processes give reservations out: each takes its part of the room that a count found. Default 1. */
  readonly processes?: () => number;
}

export function createBudgetGuard(options: BudgetGuardOptions): BudgetGuard {
  return new StreamGuard(options);
}

export interface BudgetEvent {
  readonly event: "budget" | "budget_removed";
  readonly data: object;
  readonly tenant: string;
}

interface Told {
  readonly projectId: string;
  readonly tenant: string;
  readonly state: BudgetState;
  readonly spentUsd: bigint;
}

class StreamGuard implements BudgetGuard {
  readonly #options: BudgetGuardOptions;
  readonly #ledger = createReservationLedger(randomUUID);
  readonly #told = new Map<string, Told>();
  #shares = createShares();
  #touched = new Map<Account, Set<string>>();
  #isAllDue = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BudgetGuardOptions) {
    this.#options = options;
    options.watch.onTouched((touched) => touched.forEach((item) => this.#touch(item)));
    options.watch.onCounted(() => {
      this.#isAllDue = true;
      this.#shares = createShares();
    });
  }

  states(projectId: string, tenant: string): BudgetState[] {
    this.#tell();
    return [...this.#told.values()]
      .filter(
        (told) => told.projectId === projectId && (tenant === "" || told.tenant === "*" || told.tenant === tenant),
      )
      .slice(0, MAX_STATES)
      .map(({ state }) => state);
  }

  reserve(ask: ReservationAsk): ReservationAnswer {
    const { now, watch } = this.#options;
    const nowMs = now();
    this.#ledger.expire(nowMs);
    const known = this.#ledger.known(ask.projectId, ask.idempotencyKey);
    if (known !== undefined) return { granted: true, ...known };
    const matches = watch.book.index(ask.projectId)?.match((dimension) => ask.dimensions[dimension] ?? "") ?? [];
    const accounts: string[] = [];
    let picoUsd = ask.estimatedUsd;
    for (const { watched, subject } of matches) {
      const account = watched.budget.action === "block" ? watch.book.account(watched) : undefined;
      const counter = account?.counters.get(subject) ?? emptyCounter();
      const standing = account && this.#standing(account, counter);
      if (account === undefined || standing === undefined || standing === null) continue;
      const key = keyOf(account, subject);
      const least = standing.meanUsd > 0n ? standing.meanUsd : standing.limitUsd / UNKNOWN_PART;
      if (picoUsd < least) picoUsd = least;
      if (this.#room(key, standing) < picoUsd)
        return { granted: false, budget: stateFor({ account, subject, standing }, ask) };
      accounts.push(key);
    }
    const { projectId, idempotencyKey, ttlMs } = ask;
    return {
      granted: true,
      ...this.#ledger.reserve({ projectId, accounts, picoUsd, expiresAtMs: nowMs + ttlMs, idempotencyKey }),
    };
  }

  settle(projectId: string, id: string, picoUsd: bigint): void {
    this.#ledger.settle(projectId, id, { picoUsd, nowMs: this.#options.now() });
  }

  release(projectId: string, id: string): void {
    this.#ledger.release(projectId, id);
  }

  observe(spans: readonly RecordedSpan[]): () => void {
    const counted: { readonly projectId: string; readonly id: string }[] = [];
    for (const { projectId, call } of this.#ledger.size === 0 ? [] : spans) {
      const id = call.attributes.get(RESERVATION_ID);
      if (id !== undefined) counted.push({ projectId, id });
    }
    return () => {
      for (const { projectId, id } of counted) this.#ledger.release(projectId, id);
    };
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tell(), TICK_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #room(key: string, { roomUsd }: Standing): bigint {
    const others = this.#shares.ofOthers(key, roomUsd, this.#options.processes?.() ?? 1);
    return roomUsd - others - this.#ledger.reservedOn(key);
  }

  #standing(account: Account, counter: Counter): Standing | null {
    const { watch, now } = this.#options;
    const { projectId, budget } = account.watched;
    return standingOf(account, counter, watch.rateOf(projectId, budget.currency, Math.floor(now() / DAY_MS)));
  }

  #touch({ account, subject }: Touched): void {
    if (account.watched.budget.action !== "block") return;
    const subjects = this.#touched.get(account);
    if (subjects === undefined) this.#touched.set(account, new Set([subject]));
    else subjects.add(subject);
  }

  /** Publishes what changed enough for exporters to know it. */
  #tell(): void {
    const touched = this.#touched;
    this.#touched = new Map();
    if (!this.#isAllDue) {
      for (const [account, subjects] of touched)
        for (const subject of subjects) this.#tellOne(account, subject, new Set());
      return;
    }
    this.#isAllDue = false;
    const alive = new Set<string>();
    for (const account of this.#options.watch.book.accounts()) {
      if (account.watched.budget.action !== "block") continue;
      const subjects = account.watched.each === null ? [""] : [...account.counters.keys()];
      for (const subject of subjects) this.#tellOne(account, subject, alive);
    }
    for (const [key, told] of this.#told) if (!alive.has(key)) this.#remove(key, told);
  }

  #tellOne(account: Account, subject: string, alive: Set<string>): void {
    const standing = this.#standing(account, account.counters.get(subject) ?? emptyCounter());
    if (standing === null) return;
    for (const scope of scopesOf(account.watched, subject)) {
      const state = stateOf({ account, standing, scope });
      const key = JSON.stringify([account.watched.projectId, state.budget_id, scope]);
      const before = this.#told.get(key);
      // Far from its limit nobody needs to know of it, unless they were told otherwise.
      if (state.enforce === "none" && before === undefined) continue;
      alive.add(key);
      if (before !== undefined && !hasMoved(before, state, standing)) continue;
      const told = {
        projectId: account.watched.projectId,
        tenant: scope["tenant"] ?? "*",
        state,
        spentUsd: standing.spentUsd,
      };
      this.#told.set(key, told);
      this.#options.publish(told.projectId, { event: "budget", data: state, tenant: told.tenant });
    }
  }

  #remove(key: string, { projectId, tenant, state }: Told): void {
    this.#told.delete(key);
    const data = { budget_id: state.budget_id, scope: state.scope };
    this.#options.publish(projectId, { event: "budget_removed", data, tenant });
  }
}

function hasMoved({ state, spentUsd }: Told, next: BudgetState, { spentUsd: nextUsd, limitUsd }: Standing): boolean {
  const same =
    state.state === next.state &&
    state.enforce === next.enforce &&
    state.name === next.name &&
    state.grace_usd === next.grace_usd &&
    state.resets_at.slice(0, 10) === next.resets_at.slice(0, 10);
  const moved = nextUsd > spentUsd ? nextUsd - spentUsd : spentUsd - nextUsd;
  return !same || moved * TOLD_PART >= limitUsd;
}

function stateOf(known: {
  readonly account: Account;
  readonly standing: Standing;
  readonly scope: Readonly<Record<string, string>>;
}): BudgetState {
  const { account, standing, scope } = known;
  const { watched, period } = account;
  // A rolling window has room again as its oldest day leaves it.
  const resetsAtMs = watched.budget.period.kind === "rolling" ? period.toMs + DAY_MS : period.toMs;
  return {
    budget_id: watched.id,
    name: watched.budget.name,
    scope,
    state: standing.roomUsd <= 0n ? "blocked" : "open",
    limit_usd: formatPicoUsd(standing.limitUsd),
    spent_usd: formatPicoUsd(standing.spentUsd),
    grace_usd: formatPicoUsd(standing.graceUsd),
    resets_at: new Date(resetsAtMs).toISOString(),
    enforce: standing.enforce,
  };
}

/** The state of the scope that the call is in. */
function stateFor(
  { account, subject, standing }: { readonly account: Account; readonly subject: string; readonly standing: Standing },
  { dimensions }: ReservationAsk,
): BudgetState {
  const scopes = scopesOf(account.watched, subject);
  const own = scopes.find((scope) => Object.entries(scope).every(([name, value]) => dimensions[name] === value));
  return stateOf({ account, standing, scope: own ?? scopes[0] ?? {} });
}

function keyOf({ watched }: Account, subject: string): string {
  return JSON.stringify([watched.projectId, watched.id, subject]);
}
