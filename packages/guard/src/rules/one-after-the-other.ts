import type { GuardStep } from "../guard-step.ts";
import type { Rule } from "../rule.ts";
import type { Stretch } from "../waits-of.ts";

const MAX_KEYS = 64;
/** A tool starts so soon after its model has asked for it. */
const ASKED_MS = 100;

/**
 * Keeps calls from a rule that were asked for before the last equal one had its answer, by another of several models at
 * work: agents side by side read the same page each, and nobody repeats anything.
 */
export function oneAfterTheOther(create: () => Rule): () => Rule {
  return () => {
    const rule = create();
    const lastEnds = new Map<string, number>();
    return (step, facts, novelty) => {
      if (step.kind !== "tool") return rule(step, facts, novelty);
      const key = `${step.name} ${step.arguments}`;
      const lastEndMs = lastEnds.get(key);
      const asker = lastEndMs === undefined ? undefined : askerOf(step, facts.models);
      if (lastEndMs !== undefined && asker !== undefined && asker.startMs < lastEndMs && isShared(asker, facts.models))
        return null;
      lastEnds.delete(key);
      lastEnds.set(key, Math.max(step.endMs, lastEndMs ?? 0));
      const [oldest] = lastEnds.keys();
      if (lastEnds.size > MAX_KEYS && oldest !== undefined) lastEnds.delete(oldest);
      return rule(step, facts, novelty);
    };
  };
}

/** The model that asked for a call is the one that ended about when it began. */
function askerOf({ startMs }: GuardStep, models: readonly Stretch[]): Stretch | undefined {
  let asker: Stretch | undefined;
  let leastMs = ASKED_MS;
  for (const model of models) {
    const distanceMs = Math.abs(model.endMs - startMs);
    if (distanceMs >= leastMs) continue;
    leastMs = distanceMs;
    asker = model;
  }
  return asker;
}

/** Other models were at work at the same time: a model that runs tools while it speaks is alone. */
function isShared(asker: Stretch, models: readonly Stretch[]): boolean {
  return models.some((other) => other !== asker && other.startMs < asker.endMs && other.endMs > asker.startMs);
}
