import {
  getTraceTree,
  listRunaways,
  runaways,
  traceHalts,
  traceSpends,
  type TraceTree,
  type TreeCall,
} from "@spanledger/clickhouse";
import { USD } from "#lib/money/display-currency.ts";
import { readActors } from "../../guard/read-actors.ts";
import { type CurrencyContext, readDisplayCurrency } from "../../read/read-display-currency.ts";
import { treeInCurrency } from "../in-currency.ts";
import { foundTraces } from "./found-traces.ts";
import { inOrder } from "./in-order.ts";
import { moneyAt } from "./money-at.ts";

const DAY_MS = 86_400_000;
const MAX_STEPS = 200;
const FIRST_STEPS = 20;
const STEPS: ReadonlySet<string> = new Set(["execute_tool", "invoke_agent", "retrieval"]);
const ALL_TIME = { fromMs: 0, toMs: Date.UTC(2100, 0, 1) };

/** Why a trace is called a runaway: its findings, who did what, and its steps with those that prove it. */
export async function traceEvidence(
  context: CurrencyContext,
  { traceId, currency }: { readonly traceId: string; readonly currency: "project" | "USD" },
) {
  const { store, project, nowMs } = context;
  const reader = store.project(project.id);
  const [{ rows }, history, halts, tree, nameOf] = await Promise.all([
    listRunaways(reader, { range: ALL_TIME, traceId, limit: 100 }),
    runaways(store).history({ project: project.id, trace_id: traceId }),
    traceHalts(store).list({ project: project.id, trace_id: traceId }),
    getTraceTree(reader, { traceId }),
    readActors(store, project.id),
  ]);
  const range = rangeOf(tree, nowMs);
  const priced =
    currency === "USD"
      ? { currency: USD, currencyMissing: "", rates: undefined }
      : await readDisplayCurrency(context, range);
  const { rates } = priced;
  const spends = await traceSpends(reader, { traceIds: [traceId], range, ...(rates && { rates }) });
  const known = {
    spends,
    halts: new Map(halts.map((one) => [one.trace_id, one])),
    nameOf,
    money: moneyAt(rates),
    nowMs,
  };
  const [trace] = foundTraces(rows, known);
  const evidence = new Map<string, number[]>();
  for (const [index, { evidenceSpanIds }] of inOrder(rows).entries())
    for (const id of evidenceSpanIds) evidence.set(id, [...(evidence.get(id) ?? []), index]);
  const shown = tree && treeInCurrency(tree, priced);
  const steps = shown === undefined ? [] : shown.spans.filter(isStep);
  return {
    trace: trace ?? null,
    history: eventsOf(history, nameOf),
    steps: cut(steps, evidence).map((span) => toStep(span, evidence)),
    totalSteps: steps.length,
    isCut: tree?.isCut ?? false,
    nowMs,
    currency: shown?.currency ?? priced.currency,
    currencyMissing: shown?.currencyMissing ?? priced.currencyMissing,
  };
}

function rangeOf(tree: TraceTree | undefined, nowMs: number) {
  const starts = tree?.spans.map(({ startTimeNs }) => Number(BigInt(startTimeNs) / 1_000_000n)) ?? [];
  const [first = nowMs, last = nowMs] = [starts[0], starts.at(-1)];
  return { fromMs: Math.min(first, nowMs) - DAY_MS, toMs: Math.max(last, nowMs) + DAY_MS };
}

type State = Awaited<ReturnType<ReturnType<typeof runaways>["history"]>>[number];

/** One line per change of state: several rules of a trace change at once. */
function eventsOf(history: readonly State[], nameOf: (id: string) => string) {
  const events: { state: string; by: string; atMs: number; sentence: string }[] = [];
  for (const { value, changedAtMs, changedBy } of history) {
    const isFound = changedBy === "system" && (value.state === "watching" || value.state === "halted");
    const same = events.at(-1);
    if (!isFound && same?.state === value.state && same.atMs === changedAtMs) continue;
    events.push({
      state: value.state,
      by: nameOf(changedBy),
      atMs: changedAtMs,
      sentence: isFound ? value.sentence : "",
    });
  }
  return events.toReversed();
}

function isStep({ role, operation, billingState }: TreeCall): boolean {
  return billingState !== "duplicate" && billingState !== "superseded" && (role === "call" || STEPS.has(operation));
}

/** Long traces: what proves it, how it began and how it ended. */
function cut(steps: readonly TreeCall[], evidence: ReadonlyMap<string, unknown>): readonly TreeCall[] {
  if (steps.length <= MAX_STEPS) return steps;
  const proofs = steps.filter(({ spanId }) => evidence.has(spanId)).length;
  const last = steps.length - Math.max(FIRST_STEPS, MAX_STEPS - FIRST_STEPS - proofs);
  return steps.filter(({ spanId }, index) => index < FIRST_STEPS || index >= last || evidence.has(spanId));
}

function toStep(span: TreeCall, evidence: ReadonlyMap<string, readonly number[]>) {
  return {
    spanId: span.spanId,
    startMs: Number(BigInt(span.startTimeNs) / 1_000_000n),
    durationMs: span.durationMs,
    kind: span.operation === "execute_tool" ? "tool" : span.operation === "invoke_agent" ? "agent" : "call",
    name: span.toolName || span.model || span.agent || span.name,
    isError: span.status === "error",
    errorType: span.errorType,
    tokens: span.tokens,
    costUsd: span.counted ? (span.cost?.total ?? null) : null,
    isPriced: span.role === "call",
    /** Which of the reasons it proves, by position. */
    proves: evidence.get(span.spanId) ?? [],
  };
}
