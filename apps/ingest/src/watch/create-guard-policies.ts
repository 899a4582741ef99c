import { guardSettings, type GuardSetting, type Store } from "@spanledger/clickhouse";
import { DEFAULT_GUARD_LIMITS, type GuardLimits, readLimits } from "@spanledger/guard";

export type GuardMode = "observe" | "block";

/** The thresholds and the mode of every project and feature. */
export interface GuardPolicies {
  readonly limitsFor: (projectId: string, feature: string) => GuardLimits;
  readonly modeFor: (projectId: string, feature: string) => GuardMode;
  /** What 99 % of a feature's traces cost, by feature. */
  setUsualCosts(projectId: string, costs: ReadonlyMap<string, bigint>): void;
  refresh(): Promise<void>;
}

interface Policy {
  readonly mode: GuardMode;
  readonly limits: GuardLimits;
}

const DEFAULT: Policy = { mode: "observe", limits: DEFAULT_GUARD_LIMITS };
const MAX_CACHED = 10_000;

/** Settings of a feature go before those of its project, and these before the defaults. */
export function createGuardPolicies(store: Store): GuardPolicies {
  let settings: readonly GuardSetting[] = [];
  let text = "[]";
  const usual = new Map<string, ReadonlyMap<string, bigint>>();
  const cached = new Map<string, Policy>();

  function resolve(projectId: string, feature: string): Policy {
    const own = settings.filter(({ project }) => project === projectId);
    const whole = own.find((setting) => setting.feature === "");
    const part = feature === "" ? undefined : own.find((setting) => setting.feature === feature);
    const usualCostPicoUsd = usual.get(projectId)?.get(feature) ?? null;
    const mode = part?.mode || whole?.mode || "";
    return {
      mode: mode === "block" ? "block" : DEFAULT.mode,
      limits: { ...DEFAULT.limits, ...limitsOf(whole), ...limitsOf(part), usualCostPicoUsd },
    };
  }

  function policyOf(projectId: string, feature: string): Policy {
    const key = `${projectId} ${feature}`;
    const known = cached.get(key);
    if (known !== undefined) return known;
    if (cached.size >= MAX_CACHED) cached.clear();
    const policy = resolve(projectId, feature);
    cached.set(key, policy);
    return policy;
  }

  return {
    limitsFor: (projectId, feature) => policyOf(projectId, feature).limits,
    modeFor: (projectId, feature) => policyOf(projectId, feature).mode,
    setUsualCosts(projectId, costs) {
      usual.set(projectId, costs);
      cached.clear();
    },
    async refresh() {
      const read = await guardSettings(store).list({});
      const now = JSON.stringify(read);
      if (now === text) return;
      text = now;
      settings = read;
      cached.clear();
    },
  };
}

/** Limits that cannot be read any more are left at what is inherited. */
function limitsOf(setting: GuardSetting | undefined): Partial<GuardLimits> {
  if (setting === undefined || setting.limits === "") return {};
  try {
    const read = readLimits(JSON.parse(setting.limits));
    return read.status === "ok" ? read.limits : {};
  } catch {
    return {};
  }
}
