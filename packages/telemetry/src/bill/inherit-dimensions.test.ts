import { expect, test } from "vitest";
import { aBillingSpan, aCallSpan, someTokens } from "../../test/a-billing-span.ts";
import type { Dimensions, Identity } from "../call.ts";
import type { BillingSpan } from "./billing-span.ts";
import { decideTrace } from "./decide-trace.ts";
import { inheritDimensions } from "./inherit-dimensions.ts";

const saying = (identity: Partial<Identity>): Pick<BillingSpan, "identity"> => ({
  identity: { own: {}, trace: {}, resource: {}, derived: {}, ...identity },
});

function dimensionsOf(spans: readonly BillingSpan[], key: string): Dimensions | undefined {
  return inheritDimensions(spans, decideTrace(spans)).get(key);
}

test("what the call says wins over its ancestors, the trace and the resource", () => {
  const spans = [
    aBillingSpan({ spanId: "root", ...saying({ own: { tenant: "root", user: "root" }, trace: { session: "trace" } }) }),
    aBillingSpan({ spanId: "step", parentSpanId: "root", ...saying({ own: { user: "step" } }) }),
    aCallSpan({
      spanId: "call",
      parentSpanId: "step",
      ...saying({ own: { feature: "own" }, resource: { tenant: "resource", environment: "prod", service: "shop" } }),
    }),
  ];
  expect(dimensionsOf(spans, "call")).toMatchObject({
    feature: "own",
    user: "step",
    tenant: "root",
    session: "trace",
    environment: "prod",
    service: "shop",
  });
});

test("a statement about the trace reaches spans that are not below the speaker", () => {
  const spans = [
    aBillingSpan({ spanId: "root" }),
    aBillingSpan({ spanId: "late", parentSpanId: "root", ...saying({ trace: { user: "u-1" } }) }),
    aCallSpan({ spanId: "call", parentSpanId: "root" }),
  ];
  expect(dimensionsOf(spans, "call")?.user).toBe("u-1");
});

test("the call takes over what only its superseded twin says", () => {
  const spans = [
    aBillingSpan({ spanId: "root" }),
    aCallSpan({
      spanId: "lc",
      parentSpanId: "root",
      scope: "langchain",
      ...saying({ own: { tenant: "acme", promptVersion: "3" } }),
    }),
    aCallSpan({ spanId: "sdk", parentSpanId: "root", scope: "openai", responseId: "chatcmpl-1" }),
  ];
  expect(dimensionsOf(spans, "sdk")).toMatchObject({ tenant: "acme", promptVersion: "3" });
});

test("a prompt flows from the roll-up around the call, not across a tool or into a sub-agent", () => {
  const prompt = saying({ own: { promptName: "trip", promptVersion: "1" } });
  const agent = { role: "rollup", opClass: "rollup", operation: "invoke_agent" } as const;
  const spans = [
    aBillingSpan({ spanId: "agent", ...agent, ...prompt, tokens: someTokens({ uncached: 900, output: 90 }) }),
    aBillingSpan({ spanId: "step", parentSpanId: "agent", ...agent, operation: "agent_step" }),
    aCallSpan({ spanId: "call", parentSpanId: "step" }),
    aBillingSpan({ spanId: "tool", parentSpanId: "agent", operation: "execute_tool" }),
    aCallSpan({ spanId: "in-tool", parentSpanId: "tool" }),
    aBillingSpan({ spanId: "sub-agent", parentSpanId: "agent", ...agent }),
    aCallSpan({ spanId: "in-sub-agent", parentSpanId: "sub-agent" }),
  ];
  expect(dimensionsOf(spans, "call")).toMatchObject({ promptName: "trip", promptVersion: "1" });
  expect(dimensionsOf(spans, "in-tool")).toMatchObject({ promptName: "", promptVersion: "" });
  expect(dimensionsOf(spans, "in-sub-agent")).toMatchObject({ promptName: "", promptVersion: "" });
});

test("a prompt that only the request's own span names reaches the calls of its agent", () => {
  const agent = { role: "rollup", opClass: "rollup", operation: "invoke_agent" } as const;
  const spans = [
    aBillingSpan({ spanId: "http", ...saying({ own: { promptName: "trip", promptVersion: "1" } }) }),
    aBillingSpan({ spanId: "agent", parentSpanId: "http", ...agent }),
    aCallSpan({ spanId: "call", parentSpanId: "agent" }),
  ];
  expect(dimensionsOf(spans, "call")?.promptVersion).toBe("1");
});

test("a feature derived from agent names is the outermost agent, and weaker than any that was said", () => {
  const agent = (name: string) => saying({ own: { agent: name }, derived: { feature: name } });
  const spans = [
    aBillingSpan({ spanId: "outer", ...agent("support") }),
    aBillingSpan({ spanId: "inner", parentSpanId: "outer", ...agent("researcher") }),
    aCallSpan({ spanId: "call", parentSpanId: "inner" }),
  ];
  expect(dimensionsOf(spans, "call")).toMatchObject({ feature: "support", agent: "researcher" });
});
