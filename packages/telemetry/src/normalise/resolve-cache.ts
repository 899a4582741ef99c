import type { Evidence } from "./evidence.ts";
import { label } from "./parse/label.ts";
import { decimal } from "./parse/decimal.ts";
import { truth } from "./parse/truth.ts";

export interface ResponseCache {
  readonly cacheTier: "" | "exact" | "semantic";
  readonly cacheEntryTenant: string;
}

const NO_CACHE: ResponseCache = { cacheTier: "", cacheEntryTenant: "" };

/** Whether an application's or gateway's response cache answered. The provider's prompt cache is not meant. */
export function resolveCache(evidence: Evidence): ResponseCache {
  if (!evidence.has("cache_status")) return NO_CACHE;
  if (evidence.read("cache_status", truth)?.value !== true) return NO_CACHE;
  const type = evidence.read("cache_type", label)?.value.toLowerCase();
  if (type === "provider") return NO_CACHE;
  const semantic =
    type === "semantic" || (type === undefined && evidence.read("cache_similarity", decimal) !== undefined);
  return {
    cacheTier: semantic ? "semantic" : "exact",
    cacheEntryTenant: evidence.read("cache_entry_tenant", label)?.value ?? "",
  };
}
