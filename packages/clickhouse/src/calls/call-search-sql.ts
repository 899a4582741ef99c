import type { Binder } from "../registry/create-binder.ts";
import type { DayRates } from "../registry/day-rates.ts";
import { rateExpression } from "../registry/rate-expression.ts";
import type { CallSearch } from "./call-search.ts";

export interface CallSearchSql {
  /** Conditions on the span itself, each led by AND. */
  readonly fixed: string;
  /** Conditions on amounts, which corrections have too, each led by AND. */
  readonly judged: string;
}

const TOKENS =
  "(t.uncached_input_tokens + t.cache_read_tokens + t.cache_write_5m_tokens + t.cache_write_1h_tokens + t.output_tokens)";
const KNOWN_COST = "t.cost_status IN ('priced', 'estimated', 'client_reported')";

/** The SQL of a search over `spans` or `adjustments` called `t`. */
export function callSearchSql(search: CallSearch, rates: DayRates | undefined, binder: Binder): CallSearchSql {
  const { find, cost, tokens, durationMs, ttftMs } = search;
  const fixed = [
    ...(find === undefined || find === "" ? [] : [foundBy(find, binder)]),
    ...limits("t.duration_ns", nanoseconds(durationMs), (value) => binder.bind("UInt64", value)),
    ...(ttftMs === undefined ? [] : ["t.ttft_ns > 0"]),
    ...limits("t.ttft_ns", nanoseconds(ttftMs), (value) => binder.bind("UInt64", value)),
  ];
  const judged = [
    ...limits(TOKENS, tokens, (value) => binder.bind("Int64", value)),
    ...(cost === undefined ? [] : [KNOWN_COST]),
    ...limits(spent(rates, binder), cost, (value) => `toDecimal256(${binder.bind("String", value)}, 12)`),
  ];
  return { fixed: joined(fixed), judged: joined(judged) };
}

function joined(conditions: readonly string[]): string {
  return conditions.map((condition) => ` AND ${condition}`).join("");
}

function foundBy(find: string, binder: Binder): string {
  if (/^[0-9a-f]{32}$/i.test(find)) return `t.trace_id = toFixedString(unhex(${binder.bind("String", find)}), 16)`;
  if (/^[0-9a-f]{16}$/i.test(find)) return `t.span_id = toFixedString(unhex(${binder.bind("String", find)}), 8)`;
  const text = binder.bind("String", find);
  const ids = ["session_id", "user_id", "response_id", "tool_call_id"].map((column) => `t.${column} = ${text}`);
  return `(positionCaseInsensitiveUTF8(toString(t.name), ${text}) > 0 OR ${ids.join(" OR ")})`;
}

/** A call that a response cache answered cost nothing. */
function spent(rates: DayRates | undefined, binder: Binder): string {
  const rate = rates === undefined ? "" : ` * ${rateExpression(rates, binder)("toDate(t.start_time, 'UTC')")}`;
  return `(toDecimal256(if(toString(t.billing_state) = 'cached', 0, t.total_cost), 12)${rate})`;
}

interface Limits<Value> {
  readonly min?: Value | undefined;
  readonly max?: Value | undefined;
}

function limits<Value>(
  expression: string,
  range: Limits<Value> | undefined,
  bind: (value: Value) => string,
): readonly string[] {
  return [
    ...(range?.min === undefined ? [] : [`${expression} >= ${bind(range.min)}`]),
    ...(range?.max === undefined ? [] : [`${expression} <= ${bind(range.max)}`]),
  ];
}

function nanoseconds(range: Limits<number> | undefined): Limits<bigint> | undefined {
  const toNs = (ms: number) => BigInt(Math.round(ms * 1000)) * 1000n;
  return (
    range && {
      min: range.min === undefined ? undefined : toNs(range.min),
      max: range.max === undefined ? undefined : toNs(range.max),
    }
  );
}
