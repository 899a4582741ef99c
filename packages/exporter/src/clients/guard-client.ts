import type { Guard } from "../guard/guard.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { modelCallOf } from "./model-call-of.ts";
import { putTicket } from "./tickets.ts";

type Middleware = (request: MiddlewareRequest, next: (request: MiddlewareRequest) => Promise<Response>) => unknown;

interface MiddlewareRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: unknown;
}

interface RequestDetails {
  readonly url: string;
  readonly options: { readonly signal?: AbortSignal | null | undefined };
}

/** The documented hooks of both clients: a copy with other options, a hook before each attempt, and (Anthropic) middleware. */
interface HookedClient {
  readonly fetch?: typeof fetch;
  readonly middleware?: readonly Middleware[];
  withOptions(options: { fetch?: typeof fetch; middleware?: readonly Middleware[] }): HookedClient;
  prepareRequest(request: RequestInit, details: RequestDetails): Promise<void>;
}

/**
 * A copy of an OpenAI or Anthropic client that asks the guard before each attempt. A refusal reaches the caller as it
 * is, at once: neither client retries or wraps what these hooks throw.
 */
export function guardClient<Client extends object>(client: Client, guard: Guard, provider?: string): Client {
  const hooked = hooksOf(client);
  const guarded =
    hooked.middleware === undefined
      ? withPreparedRequests(hooked, guard, provider)
      : hooked.withOptions({ middleware: [...hooked.middleware, middlewareOf(guard, provider)] });
  return guarded as unknown as Client;
}

function middlewareOf(guard: Guard, provider: string | undefined): Middleware {
  return (request, next) => {
    const guarded = guardedFetch(guard, { provider, fetch: () => next(request) });
    return guarded(request.url, {
      method: request.method,
      body: typeof request.body === "string" ? request.body : null,
    });
  };
}

function withPreparedRequests(client: HookedClient, guard: Guard, provider: string | undefined): HookedClient {
  const guarded = client.withOptions({ fetch: guardedFetch(guard, { fetch: client.fetch, provider }) });
  const prepare = guarded.prepareRequest.bind(guarded);
  guarded.prepareRequest = async (request, details) => {
    await prepare(request, details);
    const call = modelCallOf(details.url, (request.method ?? "GET").toUpperCase(), request.body);
    if (call === undefined || details.options.signal?.aborted === true) return;
    const admission = await guard.admit(provider === undefined ? call : { ...call, provider });
    putTicket((request.headers ??= {}) as Headers, admission);
  };
  return guarded;
}

/** The hooks are protected in the clients' types, so that only a cast can name them; both clients document them. */
function hooksOf(client: object): HookedClient {
  const hooked = client as HookedClient;
  if (typeof hooked.withOptions !== "function" || typeof hooked.prepareRequest !== "function") {
    throw new TypeError("guardClient takes an OpenAI or Anthropic client; others take guardedFetch.");
  }
  return hooked;
}
