import { type ActiveHalt, activeHalts, type Store, type TraceHalt, traceHalts } from "@spanledger/clickhouse";
import type { WriteQueue } from "../watch/create-write-queue.ts";
import type { Halt, SnapshotProvider } from "./guard-event.ts";
import { mayTenantSee } from "./guard-event.ts";
import type { GuardHub } from "./guard-hub.ts";

/** The halts that are in force, shared by all processes through the database. */
export interface HaltBook {
  /** Tells the streams at once, and the other processes through the database. Nothing for a trace that was released. */
  halt(halt: TraceHalt): void;
  /** Reads what other processes and people have changed, and tells the streams. */
  refresh(): Promise<void>;
  readonly snapshot: SnapshotProvider;
}

export interface HaltBookOptions {
  readonly store: Store;
  readonly hub: Pick<GuardHub, "publish">;
  readonly writes: WriteQueue;
  readonly now: () => number;
}

const MAX_RELEASED = 10_000;
/** Of one project, in a snapshot. */
const MAX_SHOWN = 1_000;

export function createHaltBook({ store, hub, writes, now }: HaltBookOptions): HaltBook {
  const halts = new Map<string, ActiveHalt>();
  /** Halts of this process that the database may not know yet. */
  const unsaved = new Set<string>();
  const released = new Set<string>();

  function tell(halt: ActiveHalt): void {
    halts.set(keyOf(halt), halt);
    hub.publish(halt.project, { event: "halt", data: toEvent(halt), tenant: halt.tenant });
  }

  function end(key: string, halt: ActiveHalt): void {
    halts.delete(key);
    const { trace_id } = halt;
    hub.publish(halt.project, { event: "release", data: { trace_id }, tenant: halt.tenant });
  }

  return {
    halt(halt) {
      const key = keyOf(halt);
      const known = halts.get(key);
      if (released.has(key) || known?.action === "block" || known?.action === halt.action) return;
      tell(halt);
      unsaved.add(key);
      writes.add(async () => {
        await traceHalts(store).put(halt, { changedBy: "system", nowMs: now() });
        unsaved.delete(key);
      });
    },
    async refresh() {
      const waiting = new Set(unsaved);
      const read = new Map((await activeHalts(store, now())).map((halt) => [keyOf(halt), halt]));
      for (const [key, halt] of read) {
        const known = halts.get(key);
        if (known?.action === halt.action && known.expires_at === halt.expires_at) continue;
        released.delete(key);
        tell(halt);
      }
      for (const [key, halt] of halts) {
        if (read.has(key) || waiting.has(key) || unsaved.has(key)) continue;
        if (halt.expires_at > now()) released.add(key);
        if (released.size > MAX_RELEASED) released.clear();
        end(key, halt);
      }
    },
    snapshot: (scope) => ({
      halts: [...halts.values()]
        .filter(({ project, tenant }) => project === scope.projectId && mayTenantSee(scope, tenant))
        .slice(0, MAX_SHOWN)
        .map(toEvent),
    }),
  };
}

function keyOf({ project, trace_id }: Pick<TraceHalt, "project" | "trace_id">): string {
  return `${project} ${trace_id}`;
}

function toEvent(halt: ActiveHalt): Halt {
  return {
    trace_id: halt.trace_id,
    rule: halt.rule,
    severity: halt.severity,
    sentence: halt.sentence,
    first_span_id: halt.first_span_id,
    evidence_span_ids: JSON.parse(halt.evidence_span_ids) as readonly string[],
    spent_usd: halt.spent_usd || null,
    detected_at: new Date(halt.detected_at).toISOString(),
    expires_at: new Date(halt.expires_at).toISOString(),
    action: halt.action === "block" ? "block" : "observe",
  };
}
