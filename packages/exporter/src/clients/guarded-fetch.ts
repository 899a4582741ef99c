import type { Admission, Guard, ModelCall } from "../guard/guard.ts";
import { type Refusal, refusalOf } from "../guard/refusal-of.ts";
import { modelCallOf } from "./model-call-of.ts";
import { takeTicket } from "./tickets.ts";
import { watchResponse } from "./watch-response.ts";

export interface GuardedFetchOptions {
  /** The fetch that makes the request; the global one unless given. */
  readonly fetch?: typeof fetch | undefined;
  /** e.g. `openai`; known from the address of the large providers. */
  readonly provider?: string | undefined;
  /**
   * A refusal is thrown as an `error` (the default), or answered as a `response` with status 403 that clients with
   * retries of their own do not try again.
   */
  readonly refuseWith?: "error" | "response" | undefined;
}

/** A `fetch` that asks the guard before each model call; other requests pass. For every client with a `fetch` option. */
export function guardedFetch(guard: Guard, options: GuardedFetchOptions = {}): typeof fetch {
  return async (input, init) => {
    const send = options.fetch ?? globalThis.fetch;
    const request = typeof input === "object" && "url" in input ? input : undefined;
    const method = (init?.method ?? request?.method ?? "GET").toUpperCase();
    const call = modelCallOf(addressOf(input), method, init?.body);
    const ticket = takeTicket(init?.headers);
    if (call === undefined) return send(input, init);
    let admission: Admission;
    try {
      admission = ticket ?? (await admit(guard, call, options.provider));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === undefined || options.refuseWith !== "response") throw error;
      return refusedResponse(refusal);
    }
    try {
      const response = await send(input, init);
      if (response.ok) return watchResponse(response, admission);
      admission.cancel();
      return response;
    } catch (error) {
      admission.cancel();
      throw error;
    }
  };
}

function addressOf(input: Parameters<typeof fetch>[0]): string {
  if (typeof input === "string") return input;
  return input instanceof URL ? input.href : input.url;
}

function admit(guard: Guard, call: ModelCall, provider: string | undefined): Admission | Promise<Admission> {
  return guard.admit(provider === undefined ? call : { ...call, provider });
}

/** In the shape that OpenAI and Anthropic answer errors in. */
function refusedResponse(refusal: Refusal): Response {
  const error = { type: "spanledger_refused", code: refusal.name, message: refusal.message };
  return new Response(JSON.stringify({ type: "error", error }), {
    status: 403,
    headers: { "content-type": "application/json", "x-should-retry": "false" },
  });
}
