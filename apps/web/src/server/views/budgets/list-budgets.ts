import type { Budget } from "@spanledger/alerts";
import type { Store } from "@spanledger/clickhouse";
import { amountToDecimal } from "#lib/money/amount-to-decimal.ts";
import { type BudgetStanding, budgetStanding } from "./budget-standing.ts";
import { type BudgetSpend, spentOfBudgets } from "./spent-of-budgets.ts";
import { storedBudgets } from "./stored-budgets.ts";

export interface BudgetRow {
  readonly id: string;
  readonly name: string;
  /** null: what is stored cannot be read; change or delete it. */
  readonly budget: Budget | null;
  /** UTC milliseconds of the running period. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Of a fan-out, its value that used most of its amount. */
  readonly standing: BudgetStanding | null;
  /** Of a fan-out only. */
  readonly fanOut: {
    readonly subjects: number;
    readonly warned: number;
    readonly over: number;
    readonly spent: string;
  } | null;
}

/** Every budget of a project with what its running period cost, the most used first. */
export async function listBudgets(
  store: Store,
  { project, nowMs }: { readonly project: string; readonly nowMs: number },
): Promise<BudgetRow[]> {
  const stored = await storedBudgets(store, project);
  const asked = stored.flatMap(({ id, budget }) => (budget === undefined ? [] : [{ id, budget }]));
  const spends = await spentOfBudgets(store, { project, budgets: asked, nowMs });
  return stored
    .map(({ id, name, budget }) => {
      const spend = spends.get(id);
      return budget === undefined || spend === undefined
        ? { id, name, budget: null, fromMs: 0, toMs: 0, standing: null, fanOut: null }
        : rowOf({ id, name, budget }, spend);
    })
    .toSorted((a, b) => orderOf(b) - orderOf(a) || a.name.localeCompare(b.name));
}

function rowOf({ id, name, budget }: { id: string; name: string; budget: Budget }, spend: BudgetSpend): BudgetRow {
  const { fromMs, toMs } = spend.period;
  const common = { id, name, budget, fromMs, toMs };
  if (budget.scope.kind !== "each")
    return { ...common, standing: budgetStanding(budget, "", spend.bySubject.get("")), fanOut: null };
  const all = [...spend.bySubject].map(([subject, amount]) => budgetStanding(budget, subject, amount));
  const total = [...spend.bySubject.values()].reduce((sum, { spent }) => sum + spent, 0n);
  const [first] = all.toSorted((a, b) => b.percent - a.percent);
  return {
    ...common,
    standing: first ?? budgetStanding(budget, ""),
    fanOut: {
      subjects: all.length,
      warned: all.filter(({ state }) => state === "warned").length,
      over: all.filter(({ state }) => state === "over" || state === "blocked").length,
      spent: amountToDecimal(total),
    },
  };
}

/** What is switched off goes last. */
function orderOf({ budget, standing }: BudgetRow): number {
  return budget?.isEnabled === false ? -1 : (standing?.percent ?? 0);
}
