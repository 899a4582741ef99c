import type { ModelAlias as AliasEntry } from "@spanledger/telemetry";
import type { ModelAlias } from "./model-aliases.ts";

/** A project's alias as stored, in the form in which prices are looked up. */
export function toAliasEntry({ provider, alias, target_provider, target_model }: ModelAlias): AliasEntry {
  return {
    provider,
    alias,
    model: target_model,
    ...(target_provider === "" ? {} : { modelProvider: target_provider }),
  };
}
