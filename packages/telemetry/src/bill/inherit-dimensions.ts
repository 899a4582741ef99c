import type { Dimensions } from "../call.ts";
import type { BillingSpan } from "./billing-span.ts";
import { at, type TraceTree } from "./build-trace-tree.ts";
import { areEqualDimensions } from "./are-equal-dimensions.ts";
import { collectContexts, type Context } from "./collect-contexts.ts";
import type { Decision } from "./decision.ts";
import { flowPrompts } from "./flow-prompts.ts";
import { openTrace, type OpenTrace } from "./open-trace.ts";
import { traceStatements } from "./trace-statements.ts";

/**
 * Who and what every span belongs to (semconv 2 rule 7 and 4.3 E): said by itself, by the spans whose bill it carries,
 * by the nearest ancestor, about the trace, by its resource, else derived from weaker names. The service is never
 * inherited, and a prompt only within one call or from the roll-up directly around it. Keys are `BillingSpan.key`.
 */
export function inheritDimensions(
  spans: readonly BillingSpan[],
  decisions: ReadonlyMap<string, Decision>,
  { tree, dropped }: OpenTrace = openTrace(spans),
): ReadonlyMap<string, Dimensions> {
  const inputs = {
    contexts: collectContexts(tree),
    prompts: flowPrompts(tree, decisions),
    statements: traceStatements(tree),
  };
  const twinsOf = createTwinFinder(tree.spans, decisions);
  const resolved = new Map<string, Dimensions>();
  for (let index = 0; index < tree.spans.length; index++) {
    const span = at(tree.spans, index);
    const twins = twinsOf(span);
    const prompt = promptOf(span, twins, at(inputs.prompts, index));
    resolved.set(span.key, resolve(inputs, { tree, index, twins, prompt }));
  }
  if (dropped.length > 0) addCopies(resolved, { tree, dropped });
  return resolved;
}

const EMPTY: Dimensions = {
  environment: "",
  service: "",
  feature: "",
  tenant: "",
  user: "",
  session: "",
  agent: "",
  workflow: "",
  promptName: "",
  promptVersion: "",
};

const NOBODY: Partial<Dimensions> = {};

interface Inputs {
  readonly contexts: readonly Context[];
  readonly statements: Partial<Dimensions>;
}

interface Subject {
  readonly tree: TraceTree;
  readonly index: number;
  readonly twins: readonly BillingSpan[];
  readonly prompt: Partial<Dimensions>;
}

/** Spans of one trace, and often of one application, belong to the same: they share the object. */
let shared: Dimensions = EMPTY;

function share(dimensions: Dimensions): Dimensions {
  if (!areEqualDimensions(dimensions, shared)) shared = dimensions;
  return shared;
}

function resolve({ contexts, statements }: Inputs, { tree, index, twins, prompt }: Subject): Dimensions {
  const { identity } = at(tree.spans, index);
  const { own, resource } = identity;
  const context = at(contexts, index);
  const { trace, derived } = context;
  const above = at(tree.parent, index);
  const outer = above < 0 ? NOBODY : at(contexts, above).own;
  const twin = (name: keyof Dimensions): string => (twins.length === 0 ? "" : saidByTwins(twins, name));
  const said = statements;
  // Name by name: to read them by a computed name takes longer than everything else here.
  // oxfmt-ignore -- a table: one line per name, sources in order of their rank
  return share({
    environment:
      own.environment ||
      twin("environment") ||
      outer.environment ||
      trace.environment ||
      said.environment ||
      resource.environment ||
      derived.environment ||
      "",
    service: own.service || resource.service || identity.derived.service || "",
    feature:
      own.feature ||
      twin("feature") ||
      outer.feature ||
      trace.feature ||
      said.feature ||
      resource.feature ||
      derived.feature ||
      context.rootAgent ||
      context.route,
    tenant:
      own.tenant ||
      twin("tenant") ||
      outer.tenant ||
      trace.tenant ||
      said.tenant ||
      resource.tenant ||
      derived.tenant ||
      "",
    user: own.user || twin("user") || outer.user || trace.user || said.user || resource.user || derived.user || "",
    session:
      own.session ||
      twin("session") ||
      outer.session ||
      trace.session ||
      said.session ||
      resource.session ||
      derived.session ||
      "",
    agent:
      own.agent || twin("agent") || outer.agent || trace.agent || said.agent || resource.agent || derived.agent || "",
    workflow:
      own.workflow ||
      twin("workflow") ||
      outer.workflow ||
      trace.workflow ||
      said.workflow ||
      resource.workflow ||
      derived.workflow ||
      "",
    promptName: prompt.promptName ?? "",
    promptVersion: prompt.promptVersion ?? "",
  });
}

function saidByTwins(twins: readonly BillingSpan[], name: keyof Dimensions): string {
  for (const { identity } of twins) {
    const value = identity.own[name];
    if (value) return value;
  }
  return "";
}

/** Name and version come from one place: a version without its own name would be another prompt's. */
function promptOf(span: BillingSpan, twins: readonly BillingSpan[], flowing: Partial<Dimensions>): Partial<Dimensions> {
  const { own, trace, resource } = span.identity;
  if (twins.length === 0 && !saysPrompt(own) && !saysPrompt(trace) && !saysPrompt(flowing) && !saysPrompt(resource))
    return NO_PROMPT;
  const sources = [own, trace, ...twins.map(({ identity }) => identity.own), flowing, resource];
  const named = sources.find(saysPrompt);
  if (named === undefined) return NO_PROMPT;
  const fits = (other: Partial<Dimensions>) =>
    !named.promptName || !other.promptName || other.promptName === named.promptName;
  return {
    promptName: named.promptName || (sources.find(({ promptName }) => promptName)?.promptName ?? ""),
    promptVersion:
      named.promptVersion || (sources.find((other) => other.promptVersion && fits(other))?.promptVersion ?? ""),
  };
}

const NO_PROMPT: Partial<Dimensions> = {};

function saysPrompt({ promptName, promptVersion }: Partial<Dimensions>): boolean {
  return Boolean(promptName || promptVersion);
}

/** The spans whose bill a span carries. Few traces have any: nothing is indexed before one is asked for. */
function createTwinFinder(
  spans: readonly BillingSpan[],
  decisions: ReadonlyMap<string, Decision>,
): (span: BillingSpan) => readonly BillingSpan[] {
  let byKey: ReadonlyMap<string, BillingSpan> | undefined;
  return ({ key }) => {
    const keys = decisions.get(key)?.absorbed;
    if (keys === undefined || keys.length === 0) return NONE;
    const known = (byKey ??= new Map(spans.map((span) => [span.key, span])));
    return keys.flatMap((absorbed) => known.get(absorbed) ?? []);
  };
}

/** A copy that does not count has the dimensions of the one that does. */
function addCopies(resolved: Map<string, Dimensions>, { tree, dropped }: OpenTrace): void {
  const byId = new Map(tree.spans.map(({ spanId, key }) => [spanId, resolved.get(key)]));
  for (const { key, spanId } of dropped) resolved.set(key, byId.get(spanId) ?? EMPTY);
}

const NONE: readonly BillingSpan[] = [];
