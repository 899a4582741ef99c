import { getStore } from "../store.ts";
import type { ApiContext } from "./answer.ts";

/** Hands a handler the open store and the time; a store that cannot be opened is a 503. */
export async function withStore(
  request: Request,
  handle: (request: Request, context: ApiContext) => Promise<Response>,
): Promise<Response> {
  try {
    return await handle(request, { store: await getStore(), nowMs: Date.now() });
  } catch {
    const body = { error: { message: "The database does not answer: try again in a few seconds." } };
    return Response.json(body, { status: 503, headers: { "retry-after": "5", "cache-control": "no-store" } });
  }
}
