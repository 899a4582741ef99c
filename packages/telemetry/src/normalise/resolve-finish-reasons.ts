import type { Evidence } from "./evidence.ts";
import { stringList } from "./parse/string-list.ts";
import { FINISH_REASONS } from "./values/finish-reasons.ts";

const CANONICAL = new Map(
  Object.entries(FINISH_REASONS).flatMap(([reason, spellings]) =>
    spellings.map((spelling) => [spelling, reason] as const),
  ),
);

/** Why the model stopped, as attributes say it; undefined when none does. */
export function declaredFinishReasons(evidence: Evidence): readonly string[] | undefined {
  const found = evidence.read("finish_reasons", stringList)?.value;
  return found && canonicalReasons(found);
}

/** Canonical where the spelling is known, as it came otherwise; one entry per distinct reason. */
export function canonicalReasons(found: readonly string[]): readonly string[] {
  if (found.length === 0) return found;
  return [...new Set(found.map((reason) => CANONICAL.get(reason) ?? reason))];
}
