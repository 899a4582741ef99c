import type { Dimensions } from "@spanledger/telemetry";

export function dimensionColumns(dimensions: Dimensions) {
  return {
    environment: dimensions.environment,
    service: dimensions.service,
    feature: dimensions.feature,
    tenant: dimensions.tenant,
    user_id: dimensions.user,
    session_id: dimensions.session,
    agent: dimensions.agent,
    workflow: dimensions.workflow,
    prompt_name: dimensions.promptName,
    prompt_version: dimensions.promptVersion,
  };
}
