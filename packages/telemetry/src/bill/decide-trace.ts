import type { BillingSpan } from "./billing-span.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";
import { type Ancestry, createAncestry } from "./create-ancestry.ts";
import type { Decision } from "./decision.ts";
import type { TwinContext } from "./find-twin-edges.ts";
import { measureTimes, type Times } from "./measure-times.ts";
import { openTrace, type OpenTrace } from "./open-trace.ts";
import { openVerdicts, type Verdicts } from "./open-verdicts.ts";
import { settleReports } from "./settle-reports.ts";
import { settleRollups } from "./settle-rollups.ts";
import { settleUsageLessCalls } from "./settle-usage-less-calls.ts";
import { supersedeTwinCalls } from "./supersede-twin-calls.ts";
import { supersedeWrappingCalls } from "./supersede-wrapping-calls.ts";

/**
 * Who carries the bill in one trace (semconv 4.3 A to D, duplicates of 4.4): a pure function of the SET of spans, so
 * their order, the requests they came in and what was decided before play no part. Keys are `BillingSpan.key`.
 */
export function decideTrace(
  spans: readonly BillingSpan[],
  { tree, dropped }: OpenTrace = openTrace(spans),
): ReadonlyMap<string, Decision> {
  const verdicts = judge(tree);
  const decisions = new Map<string, Decision>();
  const absorbed = listAbsorbed(verdicts);
  for (let index = 0; index < tree.spans.length; index++) {
    const winner = at(verdicts.supersededBy, index);
    decisions.set(at(tree.spans, index).key, {
      state: at(verdicts.state, index),
      supersededBy: winner < 0 ? "" : at(tree.spans, winner).spanId,
      absorbed: absorbed?.get(index) ?? NOTHING,
    });
  }
  for (const copy of dropped) {
    decisions.set(copy.key, { state: "duplicate", supersededBy: copy.spanId, absorbed: NOTHING });
  }
  return decisions;
}

const NOTHING: readonly string[] = [];

function judge(tree: TraceTree): Verdicts {
  const verdicts = openVerdicts(tree);
  const hasRole = tree.spans.some((span) => span.role !== "none");
  if (!hasRole) return verdicts;
  if (tree.spans.length > 1) {
    supersedeWrappingCalls(verdicts);
    const context = new LazyTwinContext(verdicts);
    settleReports(context);
    supersedeTwinCalls(context);
    settleUsageLessCalls(context);
    resolveChains(verdicts);
    settleRollups(context);
    resolveChains(verdicts);
  } else if (tree.spans[0]?.role === "rollup" && verdicts.bearing[0] === true) verdicts.state[0] = "provisional";
  return verdicts;
}

/** Most traces have no two spans to compare: who is whose ancestor is worked out when somebody asks. */
class LazyTwinContext implements TwinContext {
  readonly verdicts: Verdicts;
  #ancestry: Ancestry | undefined;
  #times: Times | undefined;

  constructor(verdicts: Verdicts) {
    this.verdicts = verdicts;
  }

  get ancestry(): Ancestry {
    return (this.#ancestry ??= createAncestry(this.verdicts.tree));
  }

  get times(): Times {
    return (this.#times ??= measureTimes(this.verdicts.tree.spans));
  }
}

/** A wrapper of a wrapper, or of a twin that lost, points at the span that carries the bill in the end. */
function resolveChains({ supersededBy }: Verdicts): void {
  for (let index = 0; index < supersededBy.length; index++) {
    let winner = at(supersededBy, index);
    while (winner >= 0 && at(supersededBy, winner) >= 0) winner = at(supersededBy, winner);
    supersededBy[index] = winner;
  }
}

/** Nearest in the tree first: the twin or the closest wrapper knows the call best. Roll-ups sum, so they are left out. */
function listAbsorbed({ tree, supersededBy }: Verdicts): Map<number, string[]> | undefined {
  if (supersededBy.every((winner) => winner < 0)) return undefined;
  const absorbed = new Map<number, string[]>();
  for (let position = tree.topDown.length - 1; position >= 0; position--) {
    const index = at(tree.topDown, position);
    const winner = at(supersededBy, index);
    const span = at(tree.spans, index);
    if (winner < 0 || span.role !== "call") continue;
    const list = absorbed.get(winner);
    if (list === undefined) absorbed.set(winner, [span.key]);
    else list.push(span.key);
  }
  return absorbed;
}
