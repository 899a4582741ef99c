import { agentFramework } from "./agent-framework.ts";
import { anthropicSdk } from "./anthropic-sdk.ts";
import { aws } from "./aws.ts";
import { claudeCode } from "./claude-code.ts";
import { codex } from "./codex.ts";
import { copilot } from "./copilot.ts";
import { core } from "./core.ts";
import { engine } from "./engine.ts";
import { gateway } from "./gateway.ts";
import { genkit } from "./genkit.ts";
import { googleAdk } from "./google-adk.ts";
import { laminar } from "./laminar.ts";
import { langfuse } from "./langfuse.ts";
import { langsmith } from "./langsmith.ts";
import { langwatch } from "./langwatch.ts";
import { litellm } from "./litellm.ts";
import { mastra } from "./mastra.ts";
import { mcp } from "./mcp.ts";
import { mlflow } from "./mlflow.ts";
import { openinference } from "./openinference.ts";
import { openlit } from "./openlit.ts";
import { otel } from "./otel.ts";
import { otelDep } from "./otel-dep.ts";
import { pydantic } from "./pydantic.ts";
import { raindrop } from "./raindrop.ts";
import { rig } from "./rig.ts";
import { sentry } from "./sentry.ts";
import { spanledger } from "./spanledger.ts";
import { strands } from "./strands.ts";
import { tanstack } from "./tanstack.ts";
import { traceloop } from "./traceloop.ts";
import { vercel } from "./vercel.ts";
import { wild } from "./wild.ts";
import type { Dialect } from "../dialect.ts";

/** Every dialect of span attributes that is understood. Order does not matter: see precedence/. */
export const DIALECTS: readonly Dialect[] = [
  agentFramework,
  anthropicSdk,
  aws,
  claudeCode,
  codex,
  copilot,
  core,
  engine,
  gateway,
  genkit,
  googleAdk,
  laminar,
  langfuse,
  langsmith,
  langwatch,
  litellm,
  mastra,
  mcp,
  mlflow,
  openinference,
  openlit,
  otel,
  otelDep,
  pydantic,
  raindrop,
  rig,
  sentry,
  spanledger,
  strands,
  tanstack,
  traceloop,
  vercel,
  wild,
];
