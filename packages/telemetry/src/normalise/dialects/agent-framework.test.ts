import { expect, test } from "vitest";
import { aSpan } from "../../../test/normalise/a-span.ts";
import { normaliseSpan } from "../normalise-span.ts";

test("the framework is no provider, the workflow is one", () => {
  const call = normaliseSpan(
    aSpan(
      {
        "gen_ai.operation.name": "chat",
        "gen_ai.system": "microsoft.agent_framework",
        "gen_ai.request.model": "gpt-4o",
        "workflow.name": "triage",
      },
      { scope: "agent_framework" },
    ),
  );
  expect(call).toMatchObject({ provider: "openai", identity: { own: { workflow: "triage" } } });
});
