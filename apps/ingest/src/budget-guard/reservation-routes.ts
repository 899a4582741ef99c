import { parsePicoUsd } from "@spanledger/clickhouse";
import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { checkKey } from "../receive/check-key.ts";
import { toOtlpResponse } from "../receive/otlp-response.ts";
import type { ExtraRoute, ReceiverOptions } from "../receive/receiver.ts";
import { Refusal } from "../receive/refusal.ts";
import type { BudgetGuard } from "./budget-guard.ts";

const MAX_BODY_BYTES = 16_384;
const PATH = "/v1/guard/reservations";
const Usd = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,12})?$/, "an amount is decimal text in USD with at most 12 decimals")
  .transform(parsePicoUsd);

const Ask = z.object({
  dimensions: z.record(z.string().max(250), z.string().max(1_000)).default({}),
  estimated_usd: Usd,
  ttl_ms: z.int().min(1_000).max(600_000).default(120_000),
  idempotency_key: z.string().max(200).default(""),
});
const Settle = z.object({ spent_usd: Usd });

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/**
 * POST /v1/guard/reservations, POST /v1/guard/reservations/{id}/settle and DELETE /v1/guard/reservations/{id}, for any
 * ingest key; a key that belongs to a tenant reserves for that tenant.
 */
export function reservationRoutes(
  guard: BudgetGuard,
  options: Pick<ReceiverOptions, "authenticate" | "logger">,
): Readonly<Record<string, ExtraRoute>> {
  const route: ExtraRoute = async (request, response) => {
    try {
      const { projectId, tenant } = await checkKey(request, options);
      const { status, body } = await answer(request, { guard, projectId, tenant });
      response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const refused = toOtlpResponse(error, "json");
      response.writeHead(refused.status, refused.headers).end(refused.body);
    }
  };
  return { [PATH]: route, [`${PATH}/`]: route };
}

interface Asking {
  readonly guard: BudgetGuard;
  readonly projectId: string;
  readonly tenant: string | undefined;
}

async function answer(request: IncomingMessage, { guard, projectId, tenant }: Asking): Promise<Answer> {
  const path = (request.url ?? "").split("?", 1)[0] ?? "";
  const [, id, action] = /^\/v1\/guard\/reservations(?:\/([^/]{1,100})(?:\/(settle))?)?$/.exec(path) ?? [];
  if (id === undefined && path === PATH && request.method === "POST") {
    const ask = await readJson(request, Ask);
    const granted = guard.reserve({
      projectId,
      dimensions: tenant === undefined ? ask.dimensions : { ...ask.dimensions, tenant },
      estimatedUsd: ask.estimated_usd,
      ttlMs: ask.ttl_ms,
      idempotencyKey: ask.idempotency_key,
    });
    if (!granted.granted) return { status: 200, body: granted };
    const expires = new Date(granted.expiresAtMs).toISOString();
    return { status: 200, body: { granted: true, reservation_id: granted.id, expires_at: expires } };
  }
  if (id !== undefined && action === "settle" && request.method === "POST") {
    guard.settle(projectId, decodeURIComponent(id), (await readJson(request, Settle)).spent_usd);
    return { status: 204 };
  }
  if (id !== undefined && action === undefined && request.method === "DELETE") {
    guard.release(projectId, decodeURIComponent(id));
    return { status: 204 };
  }
  throw new Refusal("method", "Reserve with POST, settle with POST …/{id}/settle, give back with DELETE …/{id}.");
}

async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Refusal("too_large", "A reservation takes at most 16 kB.");
    chunks.push(chunk);
  }
  const parsed = schema.safeParse(parse(Buffer.concat(chunks).toString("utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal("malformed", `${issue?.path.join(".") ?? "The body"}: ${issue?.message ?? "is not as expected"}.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("malformed", "The body is no JSON.");
  }
}
