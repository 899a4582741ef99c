import { areModelsCompatible } from "./are-models-compatible.ts";
import { at } from "./build-trace-tree.ts";
import { compareIds, type TwinContext } from "./find-twin-edges.ts";
import { supersede, type Verdicts } from "./open-verdicts.ts";

/** Each report is compared with at most this many of the calls that end before it. */
const MAX_NEIGHBOURS = 64;

/**
 * Some tracers end the span of a streamed call when the stream opens, and report the usage afterwards in a record of
 * its own beside that span: the two are one call. The record bills, unless something measured the call itself.
 */
export function settleReports(context: TwinContext): void {
  const { verdicts } = context;
  const { spans } = verdicts.tree;
  if (!spans.some(({ isReport }) => isReport)) return;
  const { times } = context;
  const order = [...verdicts.tree.topDown].sort(
    (left, right) => at(times.start, left) - at(times.start, right) || compareIds(at(spans, left), at(spans, right)),
  );
  const taken = new Set<number>();
  for (let position = 0; position < order.length; position++) {
    const report = at(order, position);
    if (!at(spans, report).isReport || at(spans, report).role !== "call") continue;
    const opened = findOpened(context, {
      report,
      before: order.slice(Math.max(0, position - MAX_NEIGHBOURS), position),
      taken,
    });
    if (opened < 0) continue;
    taken.add(opened);
    join(context, report, opened);
  }
}

interface Wanted {
  readonly report: number;
  /** By start time. */
  readonly before: readonly number[];
  readonly taken: ReadonlySet<number>;
}

/** The last call of the same tracer under the same parent that ended without usage and without a failure. */
function findOpened({ verdicts, times }: TwinContext, { report, before, taken }: Wanted): number {
  const { tree, bearing } = verdicts;
  const { spans, parent } = tree;
  const own = at(spans, report);
  for (let position = before.length - 1; position >= 0; position--) {
    const index = at(before, position);
    const call = at(spans, index);
    if (call.isReport || call.scope !== own.scope || call.opClass !== own.opClass || call.failed) continue;
    if (at(bearing, index) || taken.has(index) || at(parent, index) !== at(parent, report)) continue;
    if (at(times.end, index) > at(times.start, report)) continue;
    if (areModelsCompatible(call.models, own.models)) return index;
  }
  return -1;
}

/** Each stands for what carries it by now; where both are carried by others, those were compared before. */
function join({ verdicts }: TwinContext, report: number, opened: number): void {
  const { bearing } = verdicts;
  const told = carrierOf(verdicts, report);
  const measured = carrierOf(verdicts, opened);
  if (told === measured || (told !== report && measured !== opened)) return;
  if (at(bearing, told) && !at(bearing, measured)) supersede(verdicts, measured, told);
  else supersede(verdicts, told, measured);
}

function carrierOf({ supersededBy }: Verdicts, index: number): number {
  let carrier = index;
  while (at(supersededBy, carrier) >= 0) carrier = at(supersededBy, carrier);
  return carrier;
}
