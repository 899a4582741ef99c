import type { AdjustmentRow } from "@spanledger/clickhouse";
import type { DimensionLookup } from "./watched-budget.ts";
import { spanDimensions } from "./span-dimensions.ts";

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** The dimensions of a correction. It has no attributes: budgets by attribute wait for the next count of the stored rows. */
export function adjustmentDimensions(row: AdjustmentRow): DimensionLookup {
  return spanDimensions({
    dimensions: {
      environment: row.environment,
      service: row.service,
      feature: row.feature,
      tenant: row.tenant,
      user: row.user_id,
      session: row.session_id,
      agent: row.agent,
      workflow: row.workflow,
      promptName: row.prompt_name,
      promptVersion: row.prompt_version,
    },
    call: {
      provider: row.provider,
      requestModel: row.request_model,
      responseModel: row.response_model,
      operation: row.operation,
      attributes: NO_ATTRIBUTES,
    },
  });
}
