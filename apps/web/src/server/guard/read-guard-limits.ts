import { guardSettings, type GuardSetting, type Store } from "@spanledger/clickhouse";
import { DEFAULT_GUARD_LIMITS, readLimits, writeLimits } from "@spanledger/guard";

export type LimitValues = Readonly<Record<string, number | string | null>>;

/** Thresholds of a project ("" as feature) or of one feature. */
export interface LimitsInForce {
  readonly feature: string;
  readonly mode: string;
  /** What is set here; the rest is inherited. */
  readonly own: { readonly mode: string; readonly limits: LimitValues };
  /** null = the rule is off. */
  readonly limits: LimitValues;
}

/** The thresholds in force: of the project first, then of each feature that has its own. */
export async function readGuardLimits(store: Store, projectId: string): Promise<readonly LimitsInForce[]> {
  const settings = await guardSettings(store).list({ project: projectId });
  const whole = settings.find(({ feature }) => feature === "");
  const features = settings.filter(({ feature }) => feature !== "");
  return [inForce("", [whole]), ...features.map((setting) => inForce(setting.feature, [whole, setting]))];
}

/** Later settings go before earlier ones. */
function inForce(feature: string, settings: readonly (GuardSetting | undefined)[]): LimitsInForce {
  const known = settings.filter((setting) => setting !== undefined);
  const read = known.map(({ limits }) => readLimits(JSON.parse(limits || "{}")));
  const own = known.find((setting) => setting.feature === feature);
  return {
    feature,
    mode: known.findLast(({ mode }) => mode !== "")?.mode ?? "observe",
    own: { mode: own?.mode ?? "", limits: JSON.parse(own?.limits || "{}") as LimitValues },
    limits: writeLimits(
      Object.assign({}, DEFAULT_GUARD_LIMITS, ...read.map((one) => (one.status === "ok" ? one.limits : {}))),
    ),
  };
}
