import { channelSecrets } from "@spanledger/clickhouse";
import { SETTING_KINDS, type SettingKind, type SettingName } from "../../write/setting-kinds.ts";
import { answer, type ApiContext, type Page } from "../answer.ts";
import { ApiError } from "../api-error.ts";
import { toSettingJson } from "./to-setting-json.ts";

/**
 * GET /api/v1/budgets, /alerts, /channels: all, one (`/{id}`), or the versions of one (`/{id}/history`), newest first.
 */
export function getSettings(
  request: Request,
  context: ApiContext,
  { name, path }: { readonly name: SettingName; readonly path: readonly string[] },
): Promise<Response> {
  const { store } = context;
  return answer(request, context, async ({ projectId: project }): Promise<Page> => {
    const [id, part, ...rest] = path;
    const kind: SettingKind = SETTING_KINDS[name];
    if (rest.length > 0 || (part !== undefined && part !== "history"))
      throw new ApiError(
        404,
        `There is no such address: use /api/v1/${name}, /api/v1/${name}/{id} or /api/v1/${name}/{id}/history.`,
      );
    const table = kind.table(store);
    if (id !== undefined && part === "history") {
      const versions = await table.history({ project, id });
      const data = versions.map(({ value, version, changedAtMs, changedBy, deleted }) => ({
        ...toSettingJson(value),
        version,
        changed_at: new Date(changedAtMs).toISOString(),
        changed_by: changedBy,
        deleted,
      }));
      return { data, next_cursor: null };
    }
    const secrets = name === "channels" ? await channelSecrets(store).known(project) : null;
    const found = await table.list(id === undefined ? { project } : { project, id });
    if (id !== undefined && found.length === 0) throw new ApiError(404, `There is no such ${kind.noun}.`);
    const data = found.map((record) => ({
      ...toSettingJson(record),
      ...(secrets === null ? {} : { has_secret: secrets.has(record.id) }),
    }));
    return { data, next_cursor: null };
  });
}
