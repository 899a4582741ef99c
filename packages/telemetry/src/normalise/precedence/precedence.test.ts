import { describe, expect, test } from "vitest";
import mapping from "../../../test/mapping.json" with { type: "json" };
import { EMITTERS } from "../tokens/emitters.ts";
import { PRECEDENCE } from "./index.ts";

interface MappedSource {
  readonly conv: string;
  readonly on: string;
  readonly key: string;
  readonly path?: string;
  readonly fallback?: boolean;
}

/** Names of the mapping's conventions where a dialect's file is named otherwise. */
const DIALECTS: Readonly<Record<string, string>> = {
  p: "spanledger",
  oi: "openinference",
  tl: "traceloop",
  adk: "google-adk",
  maf: "agent-framework",
  claude: "claude-code",
};
const NO_SOURCE = new Set(["rule", "auth", "api"]);

/** A source of the mapping in the notation of the precedence files; remarks in prose are dropped. */
function entryOf(source: MappedSource): string {
  const key = source.key.startsWith("(") ? source.key : source.key.replace(/ \(.*\)$/, "").replace(/ on event$/, "");
  const path = source.path?.replace(/ \| sum of the others$/, "").replaceAll(" ", "") ?? "";
  const isPath = path !== "" && source.key !== "langfuse.observation.cost_details";
  const place = source.on === "span" ? "" : `@${source.on}`;
  return `${source.fallback === true ? "~" : ""}${DIALECTS[source.conv] ?? source.conv} ${key}${isPath ? `#${path}` : ""}${place}`;
}

describe("field precedence", () => {
  const fields = new Map(mapping.fields.map((field) => [field.id, field.sources as readonly MappedSource[]]));
  test.each(Object.entries(PRECEDENCE))("%s is in the published order", (field, entries) => {
    const published = (fields.get(field) ?? []).filter((source) => !NO_SOURCE.has(source.on)).map(entryOf);
    expect(entries.filter((entry) => !entry.startsWith("+"))).toEqual(published);
  });

  test("every field of a call that the mapping has is declared", () => {
    const declared = new Set(Object.keys(PRECEDENCE));
    const identity = ["tenant_id", "feature", "user_id", "session_id", "prompt_name", "prompt_version", "environment"];
    const usage = mapping.fields
      .map((field) => field.id)
      .filter((id) => id.endsWith("_tokens_raw") || /^(cache|reasoning)_.*tokens$/.test(id));
    expect([...identity, ...usage].filter((id) => !declared.has(id))).toEqual([]);
  });
});

describe("the emitter table", () => {
  /** Decided before the table is asked: the source is disjoint, or the model is. */
  const elsewhere = new Set(["vercel-ai-detail", "vercel-ai-raw", "langfuse-sdk-usage", "bedrock-openai-anomaly"]);

  test("keeps the published entries in the published order", () => {
    const published = mapping.emitters.map((emitter) => emitter.id).filter((id) => !elsewhere.has(id));
    expect(EMITTERS.filter((emitter) => emitter.recorded !== true).map((emitter) => emitter.id)).toEqual(published);
  });

  test.each(mapping.emitters.filter((emitter) => !elsewhere.has(emitter.id)))(
    "$id means what was published",
    (published) => {
      const own = EMITTERS.find((emitter) => emitter.id === published.id);
      expect(own?.scope?.source).toBe(published.scope === undefined ? undefined : new RegExp(published.scope).source);
      expect(own?.confidence).toBe(Math.round(published.conf * 100));
      const firstWord = published.rule.split(/[ ;,]/, 1)[0];
      const expected =
        published.id === "litellm" ? "partial_read_if_over" : firstWord === "arithmetic" ? null : firstWord;
      expect(own?.rule).toBe(expected);
    },
  );
});
