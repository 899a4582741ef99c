import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("a tool call over MCP is a tool, its transport session no session", () => {
  const call = normaliseSpan(
    aSpan({ "mcp.method.name": "tools/call", "mcp.session.id": "transport-1" }, { name: "tools/call get_weather" }),
  );
  expect(call).toMatchObject({ role: "none", operation: "execute_tool", toolName: "get_weather" });
  expect(call.identity.own.session).toBeUndefined();
});
