import { guardSettings, type Store } from "@spanledger/clickhouse";
import type { GuardLimitsInput } from "./guard-limits-input.ts";
import { type LimitsInForce, readGuardLimits } from "./read-guard-limits.ts";

export interface LimitsChange extends GuardLimitsInput {
  readonly projectId: string;
  /** Id of the key. */
  readonly changedBy: string;
  readonly nowMs: number;
}

/** Replaces the thresholds of the project or of one feature; open traces get them within a second. */
export async function saveGuardLimits(store: Store, change: LimitsChange): Promise<LimitsInForce> {
  const { projectId, feature, mode, limits, changedBy, nowMs } = change;
  const setting = { project: projectId, feature, mode, limits: JSON.stringify(limits) };
  await guardSettings(store).put(setting, { changedBy, nowMs });
  const saved = (await readGuardLimits(store, projectId)).find((one) => one.feature === feature);
  if (saved === undefined) throw new Error("the thresholds that were just saved cannot be read");
  return saved;
}
