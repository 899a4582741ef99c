import { guardSettings, type GuardSetting } from "@spanledger/clickhouse";
import { DEFAULT_GUARD_LIMITS, readLimits, writeLimits } from "@spanledger/guard";
import { z } from "zod";
import { answerChange } from "./answer-change.ts";
import { type ApiContext, json, toApiResponse } from "./answer.ts";
import { authenticate } from "./authenticate.ts";

const MODE = '“mode” is "observe", "block", or "" to inherit.';

/** What sets the thresholds of a project ("" as feature) or of one feature. */
export const GuardLimitsInput = z
  .strictObject({
    feature: z.string().max(200).default(""),
    mode: z.enum(["", "observe", "block"], MODE).default(""),
    limits: z.record(z.string(), z.unknown()).default({}),
  })
  .superRefine(({ limits }, context) => {
    const read = readLimits(limits);
    if (read.status === "invalid") context.addIssue({ code: "custom", message: read.message });
  });

/** GET /api/v1/guard/limits: the thresholds in force, of the project and of each feature that has its own. */
export async function getGuardLimits(request: Request, context: ApiContext): Promise<Response> {
  try {
    const { projectId } = await authenticate(request, context.store, "admin");
    const settings = await guardSettings(context.store).list({ project: projectId });
    const whole = settings.find(({ feature }) => feature === "");
    const features = settings.filter(({ feature }) => feature !== "");
    return json(200, {
      data: [toJson("", [whole]), ...features.map((setting) => toJson(setting.feature, [whole, setting]))],
    });
  } catch (error) {
    return toApiResponse(error);
  }
}

/** PUT /api/v1/guard/limits: replaces the thresholds of the project or of one feature. */
export function putGuardLimits(request: Request, context: ApiContext): Promise<Response> {
  return answerChange(request, context, {
    schema: GuardLimitsInput,
    async handle({ caller: { projectId, keyId }, input: { feature, mode, limits } }) {
      const table = guardSettings(context.store);
      const change = { changedBy: keyId, nowMs: context.nowMs };
      await table.put({ project: projectId, feature, mode, limits: JSON.stringify(limits) }, change);
      const [whole] = await table.list({ project: projectId, feature: "" });
      const [own] = feature === "" ? [] : await table.list({ project: projectId, feature });
      return { status: 200, body: toJson(feature, [whole, own]) };
    },
  });
}

/** Later settings go before earlier ones. */
function toJson(feature: string, settings: readonly (GuardSetting | undefined)[]): Record<string, unknown> {
  const known = settings.filter((setting) => setting !== undefined);
  const read = known.map(({ limits }) => readLimits(JSON.parse(limits || "{}")));
  const inForce = read.map((one) => (one.status === "ok" ? one.limits : {}));
  const own = known.find((setting) => setting.feature === feature);
  return {
    feature,
    mode: known.findLast(({ mode }) => mode !== "")?.mode ?? "observe",
    own: { mode: own?.mode ?? "", limits: JSON.parse(own?.limits || "{}") as unknown },
    limits: writeLimits(Object.assign({}, DEFAULT_GUARD_LIMITS, ...inForce)),
  };
}
