import { BoundedMap } from "../limits/bounded-map.ts";
import type { BudgetState } from "./budget-state.ts";
import type { Halt } from "./halt.ts";
import type { FleetEvent } from "./parse-event.ts";

const MAX_HALTS = 10_000;
const MAX_BUDGETS = 50_000;
const SEPARATOR = "\u0000";

/** Dimensions of a call by their names in budgets, e.g. `{ tenant: "acme", model: "gpt-5.4-mini" }`. */
export type CallDimensions = Readonly<Record<string, string | undefined>>;

export interface FleetState {
  apply(event: FleetEvent): void;
  haltOf(traceId: string, nowMs: number): Halt | undefined;
  /** Whether any budget is known: without one the dimensions of a call need not be collected. */
  readonly hasBudgets: boolean;
  budgetsOf(call: CallDimensions): readonly BudgetState[];
}

/** Budgets that ask for the same dimensions, found by the values of these: ten thousand tenants cost one look-up. */
interface Shape {
  readonly dimensions: readonly string[];
  readonly byValues: Map<string, Map<string, BudgetState>>;
}

/** The platform's halts and budgets as far as they were sent. */
export function createFleetState(): FleetState {
  const halts = new BoundedMap<Halt>(MAX_HALTS);
  const shapes = new Map<string, Shape>();
  let budgets = 0;

  const put = (budget: BudgetState): void => {
    const dimensions = Object.keys(budget.scope).sort();
    const signature = dimensions.join(SEPARATOR);
    const shape = shapes.get(signature) ?? { dimensions, byValues: new Map<string, Map<string, BudgetState>>() };
    shapes.set(signature, shape);
    const values = valuesOf(budget.scope, dimensions) ?? "";
    const same = shape.byValues.get(values) ?? new Map<string, BudgetState>();
    if (!same.has(budget.budgetId)) {
      if (budgets >= MAX_BUDGETS) return;
      budgets += 1;
    }
    shape.byValues.set(values, same.set(budget.budgetId, budget));
  };
  const remove = (budgetId: string, scope: CallDimensions): void => {
    const dimensions = Object.keys(scope).sort();
    const shape = shapes.get(dimensions.join(SEPARATOR));
    const values = valuesOf(scope, dimensions) ?? "";
    const same = shape?.byValues.get(values);
    if (same?.delete(budgetId) !== true) return;
    budgets -= 1;
    if (same.size === 0) shape?.byValues.delete(values);
  };

  return {
    get hasBudgets() {
      return budgets > 0;
    },
    apply: ({ snapshot, halts: stopped, budgets: told, released, removed }) => {
      if (snapshot === true) {
        halts.clear();
        shapes.clear();
        budgets = 0;
      }
      for (const halt of stopped ?? []) halts.set(halt.traceId, halt);
      for (const budget of told ?? []) put(budget);
      if (released !== undefined) halts.delete(released);
      if (removed !== undefined) remove(removed.budgetId, removed.scope);
    },
    haltOf: (traceId, nowMs) => {
      const halt = halts.get(traceId);
      if (halt === undefined || halt.expiresAtMs > nowMs) return halt;
      halts.delete(traceId);
      return undefined;
    },
    budgetsOf: (call) => {
      const found: BudgetState[] = [];
      for (const { dimensions, byValues } of shapes.values()) {
        const values = valuesOf(call, dimensions);
        if (values !== undefined) found.push(...(byValues.get(values)?.values() ?? []));
      }
      return found;
    },
  };
}

function valuesOf(from: CallDimensions, dimensions: readonly string[]): string | undefined {
  let values = "";
  for (const dimension of dimensions) {
    const value = from[dimension];
    if (value === undefined) return undefined;
    values += `${value}${SEPARATOR}`;
  }
  return values;
}
