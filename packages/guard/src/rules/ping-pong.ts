import type { GuardStep } from "../guard-step.ts";
import { insertByTime } from "../insert-by-time.ts";
import type { Rule } from "../rule.ts";
import { secondsText } from "../seconds-text.ts";

interface Hop {
  readonly agent: string;
  readonly startMs: number;
  readonly spanId: string;
}

const MAX_HOPS = 96;
const PERIODS = [2, 3] as const;

/** Agents that hand the work to each other and do none: A-B-A-B, or three in a ring. */
export function pingPong(): Rule {
  const asked: Hop[] = [];
  const active: Hop[] = [];
  return (step, { limits, workedAtMs }) => {
    if (limits.idleHandoffs === null) return null;
    const hops = step.handoffTo === "" ? active : asked;
    const agent = agentOf(step);
    if (agent === "") return null;
    insertByTime(hops, { agent, startMs: step.startMs, spanId: step.spanId }, MAX_HOPS);
    if (hops.length <= limits.idleHandoffs) return null;
    const changes = hops.filter((hop, index) => hop.agent !== hops[index - 1]?.agent);
    const tail = changes.slice(-(limits.idleHandoffs + 1));
    const since = tail[0]?.startMs ?? 0;
    const worked = workedAtMs.filter((at) => at > since).length;
    if (tail.length <= limits.idleHandoffs || worked > 1 || !PERIODS.some((period) => isRing(tail, period)))
      return null;
    const agents = [...new Set(tail.map((hop) => hop.agent))];
    const count = tail.length - 1;
    const span = secondsText(step.endMs - since);
    const sentence = `${agents.join(" and ")} handed the work to each other ${count} times in ${span} and did none of it`;
    return { rule: "ping_pong", severity: "critical", count, spanIds: tail.map(({ spanId }) => spanId), sentence };
  };
}

function agentOf(step: GuardStep): string {
  if (step.handoffTo !== "") return step.handoffTo;
  if (step.kind === "agent") return step.name;
  return step.kind === "model" ? step.agent : "";
}

function isRing(hops: readonly Hop[], period: number): boolean {
  return hops.every(({ agent }, index) => index < period || agent === hops[index - period]?.agent);
}
