import { judgeValue } from "@spanledger/alerts";
import type { Store } from "@spanledger/clickhouse";
import { readCurrency } from "../budgets/read-currencies.ts";
import { measureBaselines } from "./measure-baselines.ts";
import { measureWindow } from "./measure-window.ts";
import type { RuleFinding } from "./rule-event.ts";
import type { Figure, RuleQuestion, WatchedRule } from "./watched-rule.ts";

const MINUTE_MS = 60_000;

/** Measures an alert now and judges every value of its fan-out; `known` are values that must be judged even without calls. */
export async function evaluateRule(
  store: Store,
  watched: WatchedRule,
  { nowMs, known }: { readonly nowMs: number; readonly known: readonly string[] },
): Promise<RuleFinding[]> {
  const { rule, projectId } = watched;
  const reader = store.project(projectId);
  const question = await questionOf(store, watched, nowMs);
  const figures = await measureWindow(reader, watched, question);
  const lengthMs = question.range.toMs - question.range.fromMs;
  const before = { ...question, range: { fromMs: question.range.fromMs - lengthMs, toMs: question.range.fromMs } };
  const previous = rule.condition.kind === "change" ? await measureWindow(reader, watched, before) : null;
  const baselines = await measureBaselines(reader, watched, question);
  return [...new Set([...figures.keys(), ...known])].map((subject) => {
    const figure = figures.get(subject) ?? { value: null, calls: 0 };
    const earlier = previous?.get(subject) ?? null;
    const baseline = baselines.get(subject) ?? null;
    return {
      watched,
      subject,
      question,
      figure,
      previous: earlier,
      baseline,
      judgement: judge(watched, figure, { earlier, baseline }),
    };
  });
}

function judge(
  { rule }: WatchedRule,
  figure: Figure,
  { earlier, baseline }: { earlier: Figure | null; baseline: RuleFinding["baseline"] },
) {
  // Without calls there is nothing left to complain about: only that they are missing, which is a condition of its own.
  const isBelow = rule.condition.direction !== "above";
  if (figure.calls === 0 && figure.value === null) return { verdict: "clear" as const, threshold: null };
  if (figure.calls === 0 && isBelow && rule.minimumCalls > 0) return { verdict: "clear" as const, threshold: null };
  return judgeValue(
    { ...figure, previous: earlier?.value ?? null, previousCalls: earlier?.calls ?? 0, baseline },
    { condition: rule.condition, minimumCalls: rule.minimumCalls, hysteresisPercent: rule.recovery.hysteresisPercent },
  );
}

async function questionOf(
  store: Store,
  { rule, projectId, currency }: WatchedRule,
  nowMs: number,
): Promise<RuleQuestion> {
  const minutes = rule.condition.kind === "anomaly" ? 60 : rule.windowMinutes;
  const range = { fromMs: nowMs - minutes * MINUTE_MS, toMs: nowMs };
  const isMoney = rule.measure === "spend" || rule.measure === "cost_per_call";
  const filters = rule.scope.kind === "project" ? [] : rule.scope.filters;
  const each = rule.scope.kind === "each" ? rule.scope.dimension : null;
  const earliestMs =
    range.fromMs - (rule.condition.kind === "anomaly" ? rule.condition.weeks * 7 * 1_440 : minutes) * MINUTE_MS;
  const rates = isMoney
    ? (await readCurrency(store, { projectId, currency, fromMs: earliestMs, toMs: nowMs })).rates
    : undefined;
  return { range, filters: filters.map((filter) => ({ ...filter })), each, rates };
}
