import type { Dimensions } from "../call.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";

/** What any span says about its whole trace (`langfuse.trace.*` and kin); of two statements the outer and earlier one. */
export function traceStatements({ spans, depth }: TraceTree): Partial<Dimensions> {
  const speakers: number[] = [];
  for (let index = 0; index < spans.length; index++) {
    for (const _ in at(spans, index).identity.trace) {
      speakers.push(index);
      break;
    }
  }
  if (speakers.length === 0) return {};
  speakers.sort(
    (left, right) => at(depth, left) - at(depth, right) || compareStarts(at(spans, left), at(spans, right)),
  );
  const statements: Partial<Record<keyof Dimensions, string>> = {};
  for (const index of speakers) {
    const { trace } = at(spans, index).identity;
    for (const key in trace) {
      const name = key as keyof Dimensions;
      statements[name] ||= trace[name] ?? "";
    }
  }
  return statements;
}

interface Start {
  readonly startNs: bigint;
  readonly spanId: string;
}

function compareStarts(left: Start, right: Start): number {
  if (left.startNs !== right.startNs) return left.startNs < right.startNs ? -1 : 1;
  return left.spanId < right.spanId ? -1 : 1;
}
