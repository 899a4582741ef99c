import type { AdjustmentRow } from "@spanledger/clickhouse";
import type { RecordedSpan } from "../process/processor.ts";
import { type Account, BudgetBook, type Counter, type Spend, type Touched } from "./budget-book.ts";
import type { BudgetWatch, BudgetWatchOptions } from "./budget-watch.ts";
import { countSpent } from "./count-spent.ts";
import { groupAccounts } from "./group-accounts.ts";
import { createJournal } from "./journal.ts";
import { readBudgets } from "./read-budgets.ts";
import { type Currency, readCurrency } from "./read-currencies.ts";
import { readStamp } from "./read-stamp.ts";
import { spendOfAdjustment, spendOfSpan } from "./spend-of.ts";

const TICK_MS = 1_000;
/** Rows that were on their way when a budget was made are counted by then. */
const SECOND_LOOK_MS = 4_000;
const DAY_MS = 86_400_000;
/** A count takes at most this part of the time. */
const LEAST_REST = 10;

export function createBudgetWatch(options: BudgetWatchOptions): BudgetWatch {
  return new StreamBudgets(options);
}

class StreamBudgets implements BudgetWatch {
  readonly book: BudgetBook;
  readonly #options: BudgetWatchOptions;
  readonly #journal = createJournal();
  readonly #touchedListeners: ((touched: readonly Touched[]) => void)[] = [];
  readonly #countedListeners: (() => void)[] = [];
  #currencies = new Map<string, Currency>();
  #stamp = "";
  #dueMs = 0;
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();

  constructor(options: BudgetWatchOptions) {
    this.#options = options;
    this.book = new BudgetBook((project, currency) => (day) => this.rateOf(project, currency, day));
  }

  observe(spans: readonly RecordedSpan[]): (segment: number) => void {
    const missed = spans.find((span) => !this.#concerns(span.projectId));
    const spends = spans.flatMap((span) => (this.#concerns(span.projectId) ? (spendOfSpan(span) ?? []) : []));
    const missedProject = missed?.projectId ?? "";
    return (segment) => {
      this.#count(spends, segment);
      // Its first budget was made while the spans were being written: the stored rows have them soon.
      if (this.#concerns(missedProject)) this.#dueMs = Math.min(this.#dueMs, this.#options.now() + SECOND_LOOK_MS);
    };
  }

  adjust(rows: readonly AdjustmentRow[], segment: number): void {
    this.#count(
      rows.flatMap((row) => (this.#concerns(row.project) ? spendOfAdjustment(row) : [])),
      segment,
    );
    const isByAttribute = rows.some(({ project }) =>
      this.book.index(project)?.dimensions.some((dimension) => dimension.startsWith("attr:")),
    );
    if (isByAttribute) this.#dueMs = Math.min(this.#dueMs, this.#options.now() + SECOND_LOOK_MS);
  }

  onTouched(listener: (touched: readonly Touched[]) => void): void {
    this.#touchedListeners.push(listener);
  }

  onCounted(listener: () => void): void {
    this.#countedListeners.push(listener);
  }

  rateOf(projectId: string, currency: string, day: number): bigint | null {
    if (currency === "USD") return 1_000_000_000_000n;
    return this.#currencies.get(`${projectId} ${currency}`)?.rateOf(day) ?? null;
  }

  async tick(): Promise<void> {
    const { store, now } = this.#options;
    const stamp = await readStamp(store, ["budgets", "currency_rates"]);
    if (stamp !== this.#stamp) {
      this.book.setIndexes(await readBudgets(store), now());
      await this.recount();
      this.#stamp = stamp;
      this.#dueMs = Math.min(this.#dueMs, now() + SECOND_LOOK_MS);
      return;
    }
    const hasTurned = this.book.turn(now());
    if (hasTurned || now() >= this.#dueMs) await this.recount();
  }

  async recount(): Promise<void> {
    const { store, loader, now, recountMs = store.mode === "server" ? 5_000 : 60_000 } = this.#options;
    const startedMs = now();
    const groups = groupAccounts(this.book.accounts());
    await this.#readCurrencies(startedMs);
    if (groups.length > 0)
      await loader.still(async (loadedThrough) => {
        const counted: (readonly [Account, Map<string, Counter>])[] = [];
        for (const group of groups) counted.push(...(await countSpent(store, group)));
        for (const [account, counters] of counted) replace(account, counters);
        for (const spend of this.#journal.after(loadedThrough)) this.book.add(spend);
      });
    this.#dueMs = now() + Math.max(recountMs, LEAST_REST * (now() - startedMs));
    for (const listener of this.#countedListeners) listener();
  }

  start(): void {
    void this.#options.loader.caughtUp().then(() => (this.#dueMs = 0));
    this.#timer ??= setInterval(() => this.#work(), TICK_MS).unref();
    this.#work();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#working;
  }

  #isBusy = false;

  #work(): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#working = this.tick()
      .catch((error: unknown) => this.#options.onError?.(error))
      .finally(() => (this.#isBusy = false));
  }

  #concerns(projectId: string): boolean {
    return this.book.index(projectId) !== undefined;
  }

  #count(spends: readonly Spend[], segment: number): void {
    const touched: Touched[] = [];
    for (const spend of spends) {
      this.#journal.put(spend, { segment, dimensions: this.book.index(spend.projectId)?.dimensions ?? [] });
      touched.push(...this.book.add(spend));
    }
    if (touched.length > 0) for (const listener of this.#touchedListeners) listener(touched);
  }

  async #readCurrencies(nowMs: number): Promise<void> {
    const wanted = new Map<string, { projectId: string; currency: string; fromMs: number; toMs: number }>();
    for (const { watched, period } of this.book.accounts()) {
      const { projectId, budget } = watched;
      const key = `${projectId} ${budget.currency}`;
      const known = wanted.get(key);
      const fromMs = Math.min(known?.fromMs ?? Infinity, period.fromMs);
      wanted.set(key, { projectId, currency: budget.currency, fromMs, toMs: nowMs + 2 * DAY_MS });
    }
    const currencies = new Map<string, Currency>();
    for (const [key, question] of wanted) currencies.set(key, await readCurrency(this.#options.store, question));
    this.#currencies = currencies;
  }
}

/** The trace that was counted last is known only here. */
function replace(account: Account, counters: Map<string, Counter>): void {
  for (const [subject, counter] of counters) counter.lastTraceId = account.counters.get(subject)?.lastTraceId ?? "";
  account.counters = counters;
}
