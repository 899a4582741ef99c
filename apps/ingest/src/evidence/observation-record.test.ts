import { randomFillSync } from "node:crypto";
import { EMPTY_SPAN_ROW } from "@spanledger/clickhouse";
import { checkRecord, createTokenSource, openDisclosure, commitField } from "@spanledger/ledger";
import { normaliseSpan } from "@spanledger/telemetry";
import canonicalize from "canonicalize";
import fc from "fast-check";
import { expect, test } from "vitest";
import { aChat } from "../../test/a-span.ts";
import { contentRowOf } from "../process/content-row-of.ts";
import type { RecordedSpan } from "../process/processor.ts";
import { amendmentRecord } from "./amendment-record.ts";
import { observationRecord } from "./observation-record.ts";
import { oversightRecord } from "./oversight-record.ts";
import { DEFAULT_SETTINGS } from "./record-settings.ts";

const token = createTokenSource((bytes) => randomFillSync(bytes));
const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.constant("\ud800 lone"), fc.constant(""));
const anyAttributes = fc.record(
  {
    "gen_ai.request.model": anyText,
    "gen_ai.response.model": anyText,
    "gen_ai.operation.name": fc.constantFrom("chat", "execute_tool", "guardrail", "invoke_agent", "évaluation"),
    "gen_ai.input.messages": anyText,
    "gen_ai.output.messages": anyText,
    "gen_ai.request.temperature": fc.oneof(fc.double({ noNaN: true }), fc.integer()),
    "gen_ai.request.max_tokens": fc.integer(),
    "gen_ai.prompt.name": anyText,
    "error.type": anyText,
    "service.version": anyText,
    "spanledger.notice.ai_disclosed": fc.constantFrom("true", "false", "perhaps"),
    "spanledger.notice.method": anyText,
    "spanledger.risk": anyText,
    "spanledger.guardrail.result": fc.constantFrom("blocked", "unheard-of"),
    "spanledger.review.status": fc.constantFrom("pending", "approved", "rejected"),
    "spanledger.review.reviewer.id": anyText,
  },
  { requiredKeys: [] },
);
const anyDimensions = fc.record({
  environment: anyText,
  service: anyText,
  feature: anyText,
  tenant: anyText,
  user: anyText,
  session: anyText,
  agent: anyText,
  workflow: anyText,
  promptName: anyText,
  promptVersion: anyText,
});

const anySpan: fc.Arbitrary<RecordedSpan> = fc
  .record({
    attributes: anyAttributes,
    dimensions: anyDimensions,
    failed: fc.boolean(),
    seq: fc.bigInt(0n, 2n ** 53n - 1n),
  })
  .map(({ attributes, dimensions, failed, seq }) => {
    const call = normaliseSpan(aChat({ attributes, statusCode: failed ? 2 : 1 }));
    const cost = { input: 12n, cacheRead: 0n, cacheWrite: 0n, output: 3n, other: 0n, total: 15n };
    return {
      projectId: "p",
      call,
      billed: call,
      booking: { state: "billed", supersededBy: "", dimensions },
      isBooked: true,
      cost: { status: "priced", cost, unpricedReason: "", price: null },
      receivedAtMs: 1_795_262_400_000,
      writer: "0123456789ab",
      seq,
    };
  });

const options = (span: RecordedSpan) => ({
  settings: { ...DEFAULT_SETTINGS, role: "deployer", annex3: "4(a)", ifuVersion: "3", policyVersion: "7" } as const,
  content: contentRowOf("p", span.call, span.seq) ?? undefined,
  number: 1,
  token,
});

/** What is wrong with a body; "" when nothing is. */
function faultOf(body: string): string {
  const parsed: unknown = JSON.parse(body);
  const fault = canonicalize(parsed) === body ? checkRecord(parsed) : "not canonical";
  return fault === undefined ? "" : `${fault}: ${body}`;
}

test("whatever a span says, its body is the RFC 8785 text of a record that keeps to the schema", () => {
  fc.assert(
    fc.property(anySpan, (span) => {
      const { record } = observationRecord(span, options(span));
      expect(faultOf(record.body)).toBe("");
      const review = { action: "approve", reviewer: "r", comment: "c" } as const;
      const overseen = oversightRecord(span, { observation: record, review, action: "approve", number: 2, token });
      expect(faultOf(overseen.record.body.replace("\u0001", "7"))).toBe("");
    }),
    { numRuns: 500 },
  );
});

test("a correction of the bill is a canonical amendment", () => {
  const { attributes: _, ...span } = EMPTY_SPAN_ROW;
  const columns = {
    revision: 1,
    entry: "book",
    reason: "duplicate",
    recorded_at: 1n,
    recorded_by: "r",
    calls: 0,
  } as const;
  const amounts = { total_cost: 5n, billing_state: "duplicate", cost_status: "priced", service: "Ä b" } as const;
  const ids = { trace_id: "1".repeat(32), span_id: "2".repeat(16), writer: "w", seq: 4n } as const;
  expect(
    faultOf(amendmentRecord({ ...span, ...columns, ...amounts, ...ids }, { writer: "w", number: 3, token }).body),
  ).toBe("");
});

test("the salts of the content row open every commitment of the body, and no body holds content", () => {
  const input = [{ role: "user", parts: [{ type: "text", content: "marker-of-content" }] }];
  const call = normaliseSpan(aChat({ attributes: { "gen_ai.input.messages": JSON.stringify(input) } }));
  const [sample] = fc.sample(anySpan, { numRuns: 1, seed: 7 });
  if (sample === undefined) throw new Error("no sample");
  const dimensions = { ...sample.booking.dimensions, user: "marker-of-user", session: "marker-of-session" };
  const span = { ...sample, call, booking: { ...sample.booking, dimensions } };
  const made = observationRecord(span, options(span));
  expect(made.record.body).not.toContain("marker");
  const { c } = JSON.parse(made.record.body) as { c: Record<string, string> };
  const salts = new Map(made.salts.split(";").map((part) => part.split("=") as [string, string]));
  expect([...salts.keys()]).toEqual(Object.keys(c));
  const value = contentRowOf("p", call, 1n)?.input_messages ?? "";
  expect(value).toContain("marker-of-content");
  const { disclosure } = commitField({ name: "input", value, salt: salts.get("input") ?? "" });
  expect(openDisclosure({ name: "input", digest: c["input"] ?? "", disclosure })).toMatchObject({ value });
});
