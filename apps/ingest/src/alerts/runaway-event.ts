import type { AlertEvent, Runaway } from "@spanledger/clickhouse";
import { createHash } from "node:crypto";
import { z } from "zod";

const Ids = z.array(z.string());

/** What is told of a runaway agent: once per trace and rule. */
export function runawayEvent(runaway: Runaway): AlertEvent {
  const { project, trace_id, rule, severity, sentence, feature, tenant, agent } = runaway;
  const identity = JSON.stringify([project, trace_id, rule]);
  const who = agent === "" ? (feature === "" ? "a trace" : feature) : agent;
  return {
    project,
    id: `runaway-${createHash("sha256").update(identity).digest("hex").slice(0, 32)}`,
    atMs: runaway.detected_at,
    source: "runaway",
    sourceId: rule,
    subject: trace_id,
    kind: "fired",
    severity: severity === "critical" ? "critical" : "warning",
    title: `Runaway in ${who}: ${rule.replaceAll("_", " ")}${runaway.state === "halted" ? ", halted" : ""}`,
    sentence,
    evidence: {
      rule,
      trace_ids: [trace_id],
      span_ids: Ids.parse(JSON.parse(runaway.evidence_span_ids)),
      spent_usd: runaway.spent_usd === "" ? null : runaway.spent_usd,
      avoided_usd: runaway.avoided_usd === "" ? null : runaway.avoided_usd,
      feature,
      tenant,
      agent,
    },
    channels: [],
    isMuted: false,
  };
}
