import { type Budget, readDefinition, validateBudget } from "@spanledger/alerts";
import { type AlertEvent, budgets, listAlertEvents, type Store } from "@spanledger/clickhouse";
import { type BudgetStanding, budgetStanding } from "./budget-standing.ts";
import { type BurnDown, burnDown } from "./burn-down.ts";
import { spentOfBudgets } from "./spent-of-budgets.ts";

export interface BudgetDetail extends BurnDown {
  readonly id: string;
  readonly budget: Budget;
  readonly fromMs: number;
  readonly toMs: number;
  /** What the points are of: of a fan-out, of one value. */
  readonly standing: BudgetStanding;
  /** Of a fan-out: its values, those that used most first. */
  readonly subjects: readonly BudgetStanding[];
  readonly subjectCount: number;
  readonly events: readonly AlertEvent[];
}

const SHOWN_SUBJECTS = 500;
const SHOWN_EVENTS = 20;

/** One budget in its running period; null when there is none that can be read. */
export async function budgetDetail(
  store: Store,
  asked: {
    readonly project: string;
    readonly id: string;
    /** Value of a fan-out; left out: the one that used most. */
    readonly subject?: string | undefined;
    readonly nowMs: number;
  },
): Promise<BudgetDetail | null> {
  const { project, id, nowMs } = asked;
  const [record] = await budgets(store).list({ project, id });
  const budget = record && readDefinition(record.definition, validateBudget);
  if (budget === undefined) return null;
  const spend = (await spentOfBudgets(store, { project, budgets: [{ id, budget }], nowMs })).get(id);
  if (spend === undefined) return null;
  const isFanOut = budget.scope.kind === "each";
  const subjects = isFanOut
    ? [...spend.bySubject]
        .map(([subject, amount]) => budgetStanding(budget, subject, amount))
        .toSorted((a, b) => b.percent - a.percent)
    : [];
  const subject = isFanOut ? (asked.subject ?? subjects[0]?.subject ?? "") : "";
  const [down, events] = await Promise.all([
    burnDown(store, { project, budget, period: spend.period, subject, nowMs }),
    listAlertEvents(store.project(project), { source: "budget", sourceId: id, limit: SHOWN_EVENTS }),
  ]);
  return {
    ...down,
    id,
    budget,
    fromMs: spend.period.fromMs,
    toMs: spend.period.toMs,
    standing: budgetStanding(budget, subject, spend.bySubject.get(subject)),
    subjects: subjects.slice(0, SHOWN_SUBJECTS),
    subjectCount: subjects.length,
    events,
  };
}
