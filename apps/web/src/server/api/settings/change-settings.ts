import { projects, requestTestAlert, type Store } from "@spanledger/clickhouse";
import { z } from "zod";
import { saveSetting } from "../../write/save-setting.ts";
import { SETTING_KINDS, type SettingKind, type SettingName } from "../../write/setting-kinds.ts";
import type { ApiContext } from "../answer.ts";
import { answerChange, type ChangeAnswer } from "../answer-change.ts";
import { ApiError } from "../api-error.ts";
import type { Caller } from "../authenticate.ts";
import { renameKeys, toCamel, toSnake } from "./rename-keys.ts";

interface Target {
  readonly name: SettingName;
  readonly path: readonly string[];
}

const Body = z.record(z.string(), z.unknown(), { error: "Send an object." });

/**
 * POST /api/v1/budgets, /alerts, /channels makes one, PUT /{id} replaces it, DELETE /{id} removes it, and
 * POST /api/v1/channels/{id}/test sends a test message. Checked by what checks the forms, with the same sentences.
 */
export function changeSettings(request: Request, context: ApiContext, target: Target): Promise<Response> {
  return answerChange(request, context, {
    schema: Body,
    handle: ({ caller, input }) => change({ request, context, target }, caller, input),
  });
}

interface Change {
  readonly request: Request;
  readonly context: ApiContext;
  readonly target: Target;
}

async function change({ request, context, target }: Change, caller: Caller, input: object): Promise<ChangeAnswer> {
  const { name, path } = target;
  const [id, part, ...rest] = path;
  const { store, nowMs } = context;
  const { projectId: project, keyId } = caller;
  const method = `${request.method} ${id === undefined ? "all" : "one"}${part === undefined ? "" : ` ${part}`}`;
  if (rest.length > 0) throw wrongWay(name);
  switch (method) {
    case "POST all":
      return save(store, { name, project, keyId, nowMs, input: await withDefaults(store, target, { project, input }) });
    case "PUT one": {
      const known = await find(store, target, project);
      return save(store, {
        name,
        project,
        keyId,
        nowMs,
        input: await withDefaults(store, target, { project, input }),
        id: known.id,
      });
    }
    case "DELETE one": {
      const known = await find(store, target, project);
      const kind: SettingKind = SETTING_KINDS[name];
      await kind.table(store).remove(known, { changedBy: keyId, nowMs });
      return { status: 200, body: { id: known.id, deleted: true } };
    }
    case "POST one test": {
      if (name !== "channels") throw wrongWay(name);
      const known = await find(store, target, project);
      const event = await requestTestAlert(store, { project, channel: known.id, nowMs });
      return { status: 202, body: { event_id: event } };
    }
    default:
      throw wrongWay(name);
  }
}

interface Saving {
  readonly name: SettingName;
  readonly project: string;
  readonly keyId: string;
  readonly nowMs: number;
  readonly input: unknown;
  readonly id?: string;
}

async function save(store: Store, { name, keyId, ...saving }: Saving): Promise<ChangeAnswer> {
  const saved = await saveSetting(store, { ...saving, kind: name, changedBy: keyId });
  if (!saved.ok) throw new ApiError(400, saved.problems[0]?.message ?? "The body is wrong.");
  const { id, definition } = saved.value;
  const fields = renameKeys(definition, toSnake) as object;
  return { status: saving.id === undefined ? 201 : 200, body: { id, ...fields } };
}

/** A budget is in the project's currency and time zone unless it says otherwise. */
async function withDefaults(
  store: Store,
  { name }: Target,
  { project, input }: { readonly project: string; readonly input: object },
): Promise<unknown> {
  const given = renameKeys(input, toCamel) as object;
  if (name !== "budgets") return given;
  const [known] = await projects(store).list({ id: project });
  return { timeZone: known?.time_zone ?? "UTC", currency: known?.currency ?? "USD", ...given };
}

async function find(store: Store, { name, path }: Target, project: string) {
  const kind: SettingKind = SETTING_KINDS[name];
  const [known] = await kind.table(store).list({ project, id: path[0] ?? "" });
  if (known === undefined) throw new ApiError(404, `There is no such ${kind.noun}.`);
  return known;
}

function wrongWay(name: SettingName): ApiError {
  return new ApiError(405, `Make one with POST /api/v1/${name}, change it with PUT or DELETE /api/v1/${name}/{id}.`);
}
