import { alertEventIds, type AlertEvent, type Store } from "@spanledger/clickhouse";
import type { Counter, Touched } from "./budget-book.ts";
import type { BudgetWatch } from "./budget-watch.ts";
import { crossingEvent } from "./crossing-event.ts";
import { type Crossing, crossingId, findCrossing } from "./find-crossing.ts";
import { forecastAccount } from "./forecast-account.ts";

const DAY_MS = 86_400_000;
const FORECAST_EVERY_MS = 600_000;
/** The largest of a fan-out: a forecast is a query each. */
const MOST_FORECASTS = 200;
/** The rest waits for the next tick, so that a crossing does not wait for them. */
const FORECASTS_AT_ONCE = 20;

export interface BudgetAlertsOptions {
  readonly store: Store;
  readonly watch: BudgetWatch;
  readonly now: () => number;
  readonly raise: (events: readonly AlertEvent[]) => Promise<void>;
}

/** Tells of budgets that crossed a threshold, each once in a period, by whoever holds the lease. */
export interface BudgetAlerts {
  /** Tells of what was touched since the last time, and now and then of forecasts. */
  tick(): Promise<void>;
  /** What another process told meanwhile is read again. */
  forget(): void;
}

export function createBudgetAlerts(options: BudgetAlertsOptions): BudgetAlerts {
  return new CrossingAlerts(options);
}

class CrossingAlerts implements BudgetAlerts {
  readonly #options: BudgetAlertsOptions;
  #told: Set<string> | null = null;
  #touched = new Map<Touched["account"], Set<string>>();
  #isAllDue = true;
  #forecastAtMs = 0;
  /** What was forecast since the last round. */
  #forecasted = new Set<string>();
  #isForecastDue = false;

  constructor(options: BudgetAlertsOptions) {
    this.#options = options;
    options.watch.onTouched((touched) => touched.forEach((item) => this.#touch(item)));
    options.watch.onCounted(() => (this.#isAllDue = true));
  }

  forget(): void {
    this.#told = null;
    this.#isAllDue = true;
  }

  async tick(): Promise<void> {
    const { store, watch, now, raise } = this.#options;
    this.#told ??= new Set(await alertEventIds(store, { source: "budget", sinceMs: now() - 400 * DAY_MS }));
    const told = this.#told;
    const isAllDue = this.#isAllDue;
    const crossings = isAllDue ? this.#findAll(told) : this.#findTouched(told);
    this.#isAllDue = false;
    this.#touched = new Map();
    try {
      await raise(crossings.map((crossing) => crossingEvent(crossing, now())));
    } catch (error) {
      this.#isAllDue = true;
      throw error;
    }
    for (const { id } of crossings) told.add(id);
    // A new budget is not kept waiting for the next round.
    if (isAllDue) this.#isForecastDue = true;
    if (now() >= this.#forecastAtMs) {
      this.#forecastAtMs = now() + FORECAST_EVERY_MS;
      this.#forecasted = new Set();
      this.#isForecastDue = true;
    }
    if (!this.#isForecastDue) return;
    const due = forecastsDue(watch, told).filter(({ id }) => !this.#forecasted.has(id));
    this.#isForecastDue = due.length > FORECASTS_AT_ONCE;
    for (const subject of due.slice(0, FORECASTS_AT_ONCE)) await this.#forecast(subject, told);
  }

  #touch({ account, subject }: Touched): void {
    const subjects = this.#touched.get(account);
    if (subjects === undefined) this.#touched.set(account, new Set([subject]));
    else subjects.add(subject);
  }

  #findAll(told: ReadonlySet<string>): Crossing[] {
    const found: Crossing[] = [];
    for (const account of this.#options.watch.book.accounts())
      for (const [subject, counter] of account.counters) {
        const crossing = findCrossing(account, { subject, counter }, (id) => told.has(id));
        if (crossing !== null) found.push(crossing);
      }
    return found;
  }

  #findTouched(told: ReadonlySet<string>): Crossing[] {
    return [...this.#touched].flatMap(([account, subjects]) =>
      [...subjects].flatMap((subject) => {
        const counter = account.counters.get(subject);
        return (counter && findCrossing(account, { subject, counter }, (id) => told.has(id))) ?? [];
      }),
    );
  }

  async #forecast(subject: Forecastable, told: Set<string>): Promise<void> {
    const { store, now, raise } = this.#options;
    const { id } = subject;
    this.#forecasted.add(id);
    const forecast = await forecastAccount(store, subject, now());
    if (forecast.status !== "forecast" || forecast.expected <= subject.account.watched.limit) return;
    const { expected, low, high, method } = forecast;
    await raise([crossingEvent({ ...subject, threshold: null }, now(), { expected, low, high, method })]);
    told.add(id);
  }
}

interface Forecastable {
  readonly id: string;
  readonly account: Touched["account"];
  readonly subject: string;
  readonly counter: Counter;
}

/** Subjects that are not over their amount yet and have spent a part of it that could matter. */
function forecastsDue({ book }: BudgetWatch, told: ReadonlySet<string>): Forecastable[] {
  const due: Forecastable[] = [];
  for (const account of book.accounts()) {
    const { limit, budget } = account.watched;
    if (!budget.forecast || budget.period.kind === "rolling" || budget.period.kind === "day") continue;
    for (const [subject, counter] of account.counters) {
      if (counter.spent >= limit || counter.spent * 10n < limit) continue;
      const id = crossingId(account, subject, "forecast");
      if (!told.has(id)) due.push({ id, account, subject, counter });
    }
  }
  return due.toSorted((a, b) => Number(share(b) - share(a))).slice(0, MOST_FORECASTS);
}

function share({ account, counter }: Forecastable): bigint {
  return (counter.spent * 1_000_000n) / account.watched.limit;
}
