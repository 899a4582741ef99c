import { periodAt, type PeriodRange } from "@spanledger/alerts";
import type { BudgetIndex } from "./create-budget-index.ts";
import type { CurrencyOf } from "./read-currencies.ts";
import type { DimensionLookup, WatchedBudget } from "./watched-budget.ts";

/** What was spent on one budget, or on one value of a fan-out, in its current period. */
export interface Counter {
  /** 10^-24 units of the budget's currency, at the rate of each usage day. */
  spent: bigint;
  /** Pico-dollars. */
  spentUsd: bigint;
  /** Pico-dollars of days without a rate: not in `spent`. */
  unconvertedUsd: bigint;
  calls: number;
  /** The trace counted last, "" after a restart. */
  lastTraceId: string;
}

export interface Spend {
  readonly projectId: string;
  /** UTC milliseconds of the call. */
  readonly startMs: number;
  /** Pico-dollars; negative when a correction takes something out. */
  readonly picoUsd: bigint;
  readonly calls: number;
  readonly traceId: string;
  readonly lookup: DimensionLookup;
}

/** The counters of one budget. */
export interface Account {
  readonly watched: WatchedBudget;
  period: PeriodRange;
  counters: Map<string, Counter>;
}

export interface Touched {
  readonly account: Account;
  readonly subject: string;
}

const DAY_MS = 86_400_000;
const PICO_TO_UNIT = 1_000_000_000_000n;

/** The accounts of all budgets. Nothing in here waits or asks anybody. */
export class BudgetBook {
  readonly #currencyOf: CurrencyOf;
  #accounts = new Map<string, Account>();
  #indexes = new Map<string, BudgetIndex>();

  constructor(currencyOf: CurrencyOf) {
    this.#currencyOf = currencyOf;
  }

  /** Takes over the budgets of all projects; an account whose budget is the same keeps its counters. */
  setIndexes(indexes: ReadonlyMap<string, BudgetIndex>, nowMs: number): void {
    const accounts = new Map<string, Account>();
    for (const { budgets } of indexes.values())
      for (const watched of budgets) {
        const { period, timeZone } = watched.budget;
        const known = this.#accounts.get(accountKey(watched));
        const counters = known?.counters ?? new Map<string, Counter>();
        accounts.set(accountKey(watched), { watched, period: periodAt(nowMs, period, timeZone), counters });
      }
    this.#accounts = accounts;
    this.#indexes = new Map(indexes);
  }

  index(projectId: string): BudgetIndex | undefined {
    return this.#indexes.get(projectId);
  }

  accounts(): Iterable<Account> {
    return this.#accounts.values();
  }

  account(watched: WatchedBudget): Account | undefined {
    return this.#accounts.get(accountKey(watched));
  }

  /** Counts a spend where it belongs; gives what it touched. */
  add(spend: Spend): Touched[] {
    const touched: Touched[] = [];
    for (const { watched, subject } of this.#indexes.get(spend.projectId)?.match(spend.lookup) ?? []) {
      const account = this.#accounts.get(accountKey(watched));
      if (account === undefined || !isWithin(spend.startMs, account)) continue;
      let counter = account.counters.get(subject);
      if (counter === undefined) account.counters.set(subject, (counter = emptyCounter()));
      count(
        counter,
        spend,
        this.#currencyOf(spend.projectId, watched.budget.currency)(Math.floor(spend.startMs / DAY_MS)),
      );
      touched.push({ account, subject });
    }
    return touched;
  }

  /** Starts the periods that began meanwhile, with nothing spent; gives whether there were any. */
  turn(nowMs: number): boolean {
    let hasTurned = false;
    for (const account of this.#accounts.values()) {
      const { period, timeZone } = account.watched.budget;
      if (period.kind !== "rolling" && nowMs < account.period.toMs) continue;
      account.period = periodAt(nowMs, period, timeZone);
      if (period.kind === "rolling") continue;
      account.counters = new Map();
      hasTurned = true;
    }
    return hasTurned;
  }
}

export function emptyCounter(): Counter {
  return { spent: 0n, spentUsd: 0n, unconvertedUsd: 0n, calls: 0, lastTraceId: "" };
}

function accountKey({ id, projectId }: WatchedBudget): string {
  return `${projectId}\n${id}`;
}

/** A rolling window has no end yet. */
function isWithin(startMs: number, { period, watched }: Account): boolean {
  return startMs >= period.fromMs && (watched.budget.period.kind === "rolling" || startMs < period.toMs);
}

/** `rate`: units per dollar in 10^-12; null when the day has none. */
function count(counter: Counter, { picoUsd, calls, traceId }: Spend, rate: bigint | null): void {
  counter.spentUsd += picoUsd;
  counter.calls += calls;
  counter.lastTraceId = traceId;
  if (rate === null) counter.unconvertedUsd += picoUsd;
  else counter.spent += rate === PICO_TO_UNIT ? picoUsd * PICO_TO_UNIT : picoUsd * rate;
}
