import { checkKey } from "../receive/check-key.ts";
import { toOtlpResponse } from "../receive/otlp-response.ts";
import { readKey } from "../receive/read-key.ts";
import type { ExtraRoute, ReceiverOptions } from "../receive/receiver.ts";
import { Refusal } from "../receive/refusal.ts";
import type { GuardHub } from "./guard-hub.ts";

/** GET /v1/guard/stream: opens a stream of the key's project. */
export function streamRoute(hub: GuardHub, options: Pick<ReceiverOptions, "authenticate" | "logger">): ExtraRoute {
  return async (request, response) => {
    try {
      if (request.method !== "GET") throw new Refusal("method", "Open the stream with GET.");
      const { projectId, tenant = "" } = await checkKey(request, options);
      hub.connect({ request, response, scope: { projectId, tenant }, key: readKey(request.headers) ?? "" });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, headers, body } = toOtlpResponse(error, "json");
      response.writeHead(status, { ...headers, ...(status === 405 ? { allow: "GET" } : {}) }).end(body);
    }
  };
}
