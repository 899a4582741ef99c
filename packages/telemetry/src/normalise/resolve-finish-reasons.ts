import type { Evidence } from "./evidence.ts";
import { stringList } from "./parse/string-list.ts";
import { FINISH_REASONS } from "./values/finish-reasons.ts";

const CANONICAL = new Map(
  Object.entries(FINISH_REASONS).flatMap(([reason, spellings]) =>
    spellings.map((spelling) => [spelling, reason] as const),
  ),
);

/** Why the model stopped, canonical where the spelling is known, as it came otherwise; one entry per distinct reason. */
export function resolveFinishReasons(evidence: Evidence, fromIndexed: readonly string[]): readonly string[] {
  const found = evidence.read("finish_reasons", stringList)?.value ?? fromIndexed;
  if (found.length === 0) return found;
  return [...new Set(found.map((reason) => CANONICAL.get(reason) ?? reason))];
}
