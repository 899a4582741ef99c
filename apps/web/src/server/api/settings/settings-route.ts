import type { SettingName } from "../../write/setting-kinds.ts";
import { withStore } from "../with-store.ts";
import { changeSettings } from "./change-settings.ts";
import { getSettings } from "./get-settings.ts";

interface Params {
  readonly params: Promise<{ readonly path?: readonly string[] }>;
}

type Handler = (request: Request, params: Params) => Promise<Response>;

/** The handlers of /api/v1/{name} and what is below it. */
export function settingsRoute(name: SettingName): Readonly<Record<"GET" | "POST" | "PUT" | "DELETE", Handler>> {
  const read: Handler = async (request, { params }) => {
    const { path = [] } = await params;
    return withStore(request, (asked, context) => getSettings(asked, context, { name, path }));
  };
  const change: Handler = async (request, { params }) => {
    const { path = [] } = await params;
    return withStore(request, (asked, context) => changeSettings(asked, context, { name, path }));
  };
  return { GET: read, POST: change, PUT: change, DELETE: change };
}
