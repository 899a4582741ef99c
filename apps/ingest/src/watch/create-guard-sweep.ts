import {
  guardRowsOfTraces,
  guardRowsReceivedSince,
  projects,
  spreadTraces,
  type Store,
  usualTraceCosts,
} from "@spanledger/clickhouse";
import { guardStepsOf, stepSourceOfRow } from "@spanledger/guard/spans";
import { createOpenTraces } from "./create-open-traces.ts";
import type { GuardPolicies } from "./create-guard-policies.ts";
import { resolveQuiet } from "./settle-runaways.ts";
import type { Sighting, Watch } from "./watch.ts";

export interface GuardSweepOptions {
  readonly store: Store;
  readonly policies: Pick<GuardPolicies, "limitsFor" | "setUsualCosts">;
  readonly watch: Pick<Watch, "recall">;
  readonly onFinding: (sighting: Sighting) => void;
  readonly writer: string;
  readonly now: () => number;
}

export interface GuardSweep {
  /** Makes the watch know the traces that were open before the restart. */
  recall(): Promise<void>;
  /** Looks at traces whose spans went to more than one process, as a whole; gives how many. */
  sweep(): Promise<number>;
  /** Marks as resolved what was found in traces that have ended by themselves. */
  resolve(): Promise<void>;
  /** Reads what the traces of each feature usually cost. */
  learn(): Promise<void>;
}

const RECALL_MS = 900_000;
const RECALL_SPANS = 10_000;
/** Only traces that had a span within this time can still be stopped. */
const RECENT_MS = 120_000;
/** How far back a trace that is still open is read. */
const TRACE_MS = 3_600_000;
const USUAL_MS = 604_800_000;
/** Fewer traces have no usual cost. */
const USUAL_TRACES = 100;
const MAX_TRACES = 100;
const MAX_ROWS = 5_000;

export function createGuardSweep(options: GuardSweepOptions): GuardSweep {
  const { store, policies, watch, onFinding, now } = options;

  async function projectIds(): Promise<readonly string[]> {
    const known = await projects(store).list({});
    return [...new Set(["default", ...known.map(({ id }) => id)])];
  }

  async function sweepProject(projectId: string): Promise<number> {
    const reader = store.project(projectId);
    const traceIds = await spreadTraces(reader, { receivedSinceMs: now() - RECENT_MS, limit: MAX_TRACES });
    if (traceIds.length === 0) return 0;
    const rows = await guardRowsOfTraces(reader, {
      traceIds,
      receivedSinceMs: now() - TRACE_MS,
      limit: MAX_ROWS,
    });
    const traces = createOpenTraces({ limitsFor: policies.limitsFor, now });
    for (const { step, source } of guardStepsOf(rows.map(stepSourceOfRow)))
      for (const sighting of traces.take(projectId, step, source)) onFinding(sighting);
    return traceIds.length;
  }

  return {
    async recall() {
      let left = RECALL_SPANS;
      for (const projectId of await projectIds()) {
        if (left <= 0) return;
        const since = { receivedSinceMs: now() - RECALL_MS, limit: left };
        const rows = await guardRowsReceivedSince(store.project(projectId), since);
        left -= rows.length;
        watch.recall(projectId, rows.map(stepSourceOfRow));
      }
    },
    async resolve() {
      for (const projectId of await projectIds()) await resolveQuiet(store, projectId, now());
    },
    async learn() {
      const usual = { sinceMs: now() - USUAL_MS, leastTraces: USUAL_TRACES };
      for (const projectId of await projectIds())
        policies.setUsualCosts(projectId, await usualTraceCosts(store.project(projectId), usual));
    },
    async sweep() {
      let swept = 0;
      for (const projectId of await projectIds()) swept += await sweepProject(projectId);
      return swept;
    },
  };
}
