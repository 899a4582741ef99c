import type { ServerResponse } from "node:http";
import type { Loader } from "../load/loader.ts";
import type { Metrics } from "../metrics/create-metrics.ts";
import type { ExtraRoute } from "../receive/receiver.ts";
import type { Spool } from "../spool/spool.ts";

export interface StatusRoutesOptions {
  readonly spool: Spool;
  readonly loader: Loader;
  readonly metrics: Metrics;
  readonly isClosing: () => boolean;
}

/** `/healthz`: the process lives. `/readyz`: it takes telemetry. `/metrics`: Prometheus. */
export function statusRoutes({
  spool,
  loader,
  metrics,
  isClosing,
}: StatusRoutesOptions): Readonly<Record<string, ExtraRoute>> {
  return {
    "/healthz": (_request, response) => sendJson(response, 200, { status: "ok" }),
    "/readyz": (_request, response) => {
      const { diskFull, bytes } = spool.stats();
      const ready = !isClosing() && !diskFull;
      sendJson(response, ready ? 200 : 503, {
        ready,
        diskFull,
        spoolBytes: bytes,
        loading: loader.stats().failing === null ? "ok" : "failing",
      });
    },
    "/metrics": async (_request, response) => {
      const text = await metrics.registry.metrics();
      response.writeHead(200, { "content-type": metrics.registry.contentType }).end(text);
    },
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
