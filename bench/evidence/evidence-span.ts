import { createHash } from "node:crypto";
import type { RecordedSpan } from "@spanledger/ingest/evidence";
import { normaliseSpan, type Span } from "@spanledger/telemetry";

export const PROJECT = "bench";
export const WRITER = "0123456789ab";
const TEXT = "Please summarise the following contract clause and say what the parties owe. ".repeat(6).slice(0, 450);

/** A chat call with two texts of 450 characters, a user and a session, as one of a service has them; ids look random. */
export function evidenceSpan(seq: number, startTimeNs = 1_795_262_400_000_000_000n): RecordedSpan {
  const id = createHash("sha256").update(String(seq)).digest("hex");
  const message = (role: string) =>
    JSON.stringify([{ role, parts: [{ type: "text", content: `${seq} "${role}" ${TEXT}` }] }]);
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 1_000,
    "gen_ai.usage.output_tokens": 100,
    "gen_ai.response.model": "gpt-4o-2024-08-06",
    "gen_ai.request.temperature": 0.2,
    "gen_ai.request.max_tokens": 500,
    "gen_ai.input.messages": message("user"),
    "gen_ai.output.messages": message("assistant"),
    "service.name": "app",
    "service.version": "1.4.2",
  };
  const call = normaliseSpan(aSpan(id, { startTimeNs, attributes }));
  const cost = { input: 12n, cacheRead: 0n, cacheWrite: 0n, output: 3n, other: 0n, total: BigInt(seq) * 1_250_000n };
  const names = { environment: "prod", service: "app", feature: "chat", tenant: "acme", agent: "", workflow: "" };
  const persons = { user: `user-${seq % 97}`, session: `s-${seq % 997}` };
  const dimensions = { ...names, ...persons, promptName: "", promptVersion: "" };
  return {
    projectId: PROJECT,
    call,
    billed: call,
    booking: { state: "billed", supersededBy: "", dimensions },
    isBooked: true,
    cost: { status: "priced", cost, unpricedReason: "", price: null },
    receivedAtMs: 1_795_262_400_000,
    writer: WRITER,
    seq: BigInt(seq),
  };
}

function aSpan(
  id: string,
  given: { readonly startTimeNs: bigint; readonly attributes: Readonly<Record<string, string | number>> },
): Span {
  return {
    traceId: id.slice(0, 32),
    spanId: id.slice(32, 48),
    parentSpanId: "",
    name: "chat gpt-4o",
    kind: 3,
    startTimeNs: given.startTimeNs,
    endTimeNs: given.startTimeNs + 1_000_000_000n,
    statusCode: 0,
    statusMessage: "",
    events: [],
    resource: { attributes: new Map() },
    scope: { name: "bench", version: "", schemaUrl: "", attributes: new Map() },
    flags: [],
    attributes: new Map(Object.entries(given.attributes)),
  };
}
