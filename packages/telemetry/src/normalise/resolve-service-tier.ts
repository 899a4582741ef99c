import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";
import { truth } from "./parse/truth.ts";

const ALIASES: Readonly<Record<string, string>> = { standard: "default", on_demand: "default" };

/** `default`, `flex`, `priority`, `batch`, ... as billed: what the response says before what was asked for. */
export function resolveServiceTier(evidence: Evidence): string {
  if (evidence.has("batch") && evidence.read("batch", truth)?.value === true) return "batch";
  if (!evidence.has("service_tier")) return "";
  const tier = evidence.read("service_tier", label)?.value.toLowerCase() ?? "";
  return ALIASES[tier] ?? tier;
}
