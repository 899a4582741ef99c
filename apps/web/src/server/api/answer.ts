import { QueryTimeoutError, StoreUnavailableError, type Store } from "@spanledger/clickhouse";
import { ApiError } from "./api-error.ts";
import { authenticate } from "./authenticate.ts";

export interface ApiContext {
  readonly store: Store;
  readonly nowMs: number;
}

export interface Page {
  readonly data: readonly unknown[];
  readonly next_cursor: string | null;
}

export interface ApiCall {
  /** The key's project: never the caller's choice. */
  readonly projectId: string;
  readonly query: URLSearchParams;
}

/** Runs a handler of the read API for the key of the request and turns every outcome into its envelope. */
export async function answer(
  request: Request,
  context: ApiContext,
  handle: (call: ApiCall) => Promise<Page>,
): Promise<Response> {
  try {
    const { projectId } = await authenticate(request, context.store);
    return json(200, await handle({ projectId, query: new URL(request.url).searchParams }));
  } catch (error) {
    return toApiResponse(error);
  }
}

/** Every error as the envelope of the read API. */
export function toApiResponse(error: unknown): Response {
  if (error instanceof ApiError) return json(error.status, { error: { message: error.message } });
  if (error instanceof QueryTimeoutError) {
    return json(504, { error: { message: "The question took too long: ask for a shorter range or fewer groups." } });
  }
  if (error instanceof StoreUnavailableError) {
    return json(503, { error: { message: "The database does not answer: try again in a few seconds." } });
  }
  return json(500, { error: { message: "Something failed on the server." } });
}

export function json(status: number, body: unknown): Response {
  const headers: Record<string, string> = { "cache-control": "no-store" };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="spanledger"';
  if (status === 503) headers["retry-after"] = "5";
  return Response.json(body, { status, headers });
}
