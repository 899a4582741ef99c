import type { ModelAlias as StoredAlias } from "@spanledger/clickhouse";
import type { ModelAlias } from "@spanledger/telemetry";

export function toModelAlias({ provider, alias, target_provider, target_model }: StoredAlias): ModelAlias {
  return {
    provider,
    alias,
    model: target_model,
    ...(target_provider === "" ? {} : { modelProvider: target_provider }),
  };
}
