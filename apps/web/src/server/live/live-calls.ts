import { callsSince, type Store, type TailPosition } from "@spanledger/clickhouse";
import { z } from "zod";
import { callSelectionOf, CallListInput } from "../read/call-search-input.ts";
import { findProject, type Project } from "../read/find-project.ts";
import { readDisplayCurrency, type CurrencyAnswer } from "../read/read-display-currency.ts";
import { maySee } from "../session/may-see.ts";
import type { Session } from "../session/read-session.ts";
import { callInCurrency } from "../views/in-currency.ts";
import { eventStream, type TailEvent } from "./event-stream.ts";
import type { StreamSlots } from "./stream-slots.ts";
import { readTailCursor, writeTailCursor } from "./tail-cursor.ts";

export interface LiveContext {
  readonly store: Store;
  /** Asked again before each look, so that a revoked key ends its tails. */
  readonly readSession: () => Promise<Session | null>;
  readonly slots: StreamSlots;
  readonly now: () => number;
  readonly pollMs: number;
  /** The browser comes back by itself with the id of the last event. */
  readonly maxMs: number;
}

const Input = CallListInput.omit({ range: true }).extend({ project: z.string().min(1).max(64) });
const LIMIT = 100;
const DAY_MS = 86_400_000;

/**
 * GET /api/live/calls?input=<JSON>&after=<cursor>: calls of one project as they become queryable, as server-sent events.
 * Each event's id is the position behind it: sent back as `after` or `Last-Event-ID`, the tail goes on without a gap or a
 * double. Calls beyond 100 a second are counted (`skipped`), not sent.
 */
export async function liveCalls(request: Request, context: LiveContext): Promise<Response> {
  const url = new URL(request.url);
  const session = await context.readSession();
  if (!session) return refusal(401, "Sign in first.");
  const input = readInput(url.searchParams.get("input"));
  if (!input) return refusal(400, "The question of the tail is not one of the pages.");
  const project = await findProject(context.store, input.project);
  if (!project || !maySee(session, project)) return refusal(404, `There is no project "${input.project}".`);
  const release = context.slots.take(session.keyId);
  if (!release) return refusal(429, "Too many live lists are open. Close one and try again.");
  // The header is the newer of the two: a browser that comes back by itself keeps the address.
  const after = request.headers.get("last-event-id") ?? url.searchParams.get("after") ?? "";
  const poll = createPoll({ context, input, project, position: readTailCursor(after) });
  const { pollMs, maxMs, now } = context;
  return new Response(eventStream({ poll, signal: request.signal, release, pollMs, maxMs, now }), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}

interface Tail {
  readonly context: LiveContext;
  readonly input: z.output<typeof Input>;
  readonly project: Project;
  readonly position: TailPosition | null;
}

function createPoll({ context, input, project, position }: Tail): () => Promise<TailEvent | null> {
  const { store, now } = context;
  const reader = store.project(project.id);
  let known = position;
  let isFirst = true;
  let money: Promise<CurrencyAnswer> | undefined;
  return async () => {
    const session = await context.readSession();
    if (!session || !maySee(session, project)) return { event: "end", id: "", data: { message: "Sign in again." } };
    const nowMs = now();
    money ??= readDisplayCurrency(
      { store, nowMs, project: input.currency === "USD" ? { ...project, currency: "USD" } : project },
      { fromMs: nowMs - DAY_MS, toMs: nowMs + DAY_MS },
    );
    const { currency, rates } = await money;
    const selection = { filters: [...input.filters], ...callSelectionOf(input), ...(rates && { rates }) };
    const found = await callsSince(reader, { ...selection, position: known, limit: LIMIT, nowMs });
    known = found.position;
    if (!isFirst && found.calls.length === 0) return null;
    isFirst = false;
    const calls = found.calls.map((call) => callInCurrency(call, { currency, rates }));
    return { event: "calls", id: writeTailCursor(found.position), data: { calls, skipped: found.skipped } };
  };
}

function readInput(text: string | null): z.output<typeof Input> | null {
  try {
    const parsed = Input.safeParse(JSON.parse(text ?? ""));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function refusal(status: number, message: string): Response {
  return new Response(`${message}\n`, {
    status,
    headers: { "cache-control": "no-store", ...(status === 429 ? { "retry-after": "10" } : {}) },
  });
}
