import type { Mark, Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";

/** Plan after plan, and no step of any of them carried out. */
export function replanning(): Rule {
  let plans: Mark[] = [];
  let calls = 0;
  let work = 0;
  return (step, { limits, work: now }) => {
    if (step.kind === "tool" || step.kind === "retrieval") plans = [];
    if (limits.plans === null || step.kind !== "model" || step.isError) return null;
    if (step.asks.length > 0) plans = [];
    if (plans.length === 0) {
      calls = 0;
      work = now;
    }
    if (plans.length > 0 || step.isPlan) calls++;
    if (!step.isPlan || step.asks.length > 0) return null;
    plans.push({ startMs: step.startMs, spanId: step.spanId });
    const count = plans.length;
    if (count < limits.plans || calls > 2 * count || now - work > calls) return null;
    const span = secondsText(step.endMs - (plans[0]?.startMs ?? 0));
    return {
      rule: "replanning",
      severity: "warning",
      count,
      spanIds: plans.map(({ spanId }) => spanId),
      sentence: `${count} plans in ${span} and no step of them was carried out`,
    };
  };
}
