import { parsePicoUsd } from "@spanledger/clickhouse";
import { toId } from "@spanledger/ledger";
import type { StoredRecord, StoredSpan } from "../read/stored-record.ts";
import type { CheckContext } from "./check-record.ts";
import type { Problem } from "./verification.ts";

interface Observation {
  readonly start_us: number;
  readonly end_us: number;
  readonly parent?: string;
  readonly model?: Readonly<Record<string, string>>;
  readonly usage?: Readonly<Record<string, number>>;
  readonly cfg?: { readonly params?: Readonly<Record<string, string | boolean>> };
}

/** Compares an observation with the row of `spans` that it was made of: what a page shows is what was logged. */
export function checkSpan(record: StoredRecord, context: CheckContext): Problem | undefined {
  const { index, kind, span, endUs, body } = record;
  if (kind !== "observation" || body === null) return undefined;
  if (span === null) {
    if (endUs < context.spansKeptFromUs || context.erased.body(index) || context.erased.field(index, "span"))
      return undefined;
    return {
      index,
      code: "span_missing",
      detail: `The span of #${index} (trace ${record.traceId}) is gone from storage.`,
    };
  }
  context.count.spansChecked += 1;
  const column = differingColumn(JSON.parse(body) as Observation, span);
  if (column === undefined) return undefined;
  return {
    index,
    code: "span_changed",
    detail: `The ${column} of the span of #${index} (trace ${record.traceId}) is not what was logged.`,
  };
}

function differingColumn(body: Observation, span: StoredSpan): string | undefined {
  if (span.startUs !== body.start_us) return "start";
  if (Math.max(span.startUs, span.endUs) !== body.end_us) return "duration";
  if ((body.parent ?? "0000000000000000") !== span.parent) return "parent";
  const { prov, req, res } = body.model ?? {};
  if (named(span.provider) !== prov) return "provider";
  if (named(span.requestModel) !== req || named(span.responseModel) !== res) return "model";
  const usage = body.usage ?? { in: 0, cached: 0, out: 0 };
  if (usage["in"] !== span.inputTokens || usage["cached"] !== span.cachedTokens || usage["out"] !== span.outputTokens)
    return "token count";
  const { "spanledger.booked": booked, "spanledger.cost_usd": cost } = body.cfg?.params ?? {};
  if (booked !== undefined && booked !== span.booked) return "billing state";
  if (typeof cost === "string" && parsePicoUsd(cost) !== parsePicoUsd(span.totalCost)) return "cost";
  return undefined;
}

function named(text: string): string | undefined {
  return text === "" ? undefined : toId(text);
}
