import type { GuardSetting } from "@spanledger/clickhouse";
import { DEFAULT_GUARD_LIMITS, type GuardLimits, readLimits } from "@spanledger/guard";

export interface KnownLimits {
  /** Of one project. */
  readonly settings: readonly GuardSetting[];
  /** What 99 % of a feature's traces cost, pico-dollars. */
  readonly usualCosts: ReadonlyMap<string, bigint>;
}

/** The limits of a feature's traces, as the watch resolves them: its own before the project's, these before the defaults. */
export function limitsFor({ settings, usualCosts }: KnownLimits): (feature: string) => GuardLimits {
  const resolved = new Map<string, GuardLimits>();
  const ownOf = (feature: string): Partial<GuardLimits> => {
    const setting = settings.find((one) => one.feature === feature);
    const read = readLimits(JSON.parse(setting?.limits || "{}"));
    return read.status === "ok" ? read.limits : {};
  };
  return (feature) => {
    const known = resolved.get(feature);
    if (known !== undefined) return known;
    const limits = {
      ...DEFAULT_GUARD_LIMITS,
      ...ownOf(""),
      ...(feature === "" ? {} : ownOf(feature)),
      usualCostPicoUsd: usualCosts.get(feature) ?? null,
    };
    resolved.set(feature, limits);
    return limits;
  };
}
