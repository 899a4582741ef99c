import type { Dialect } from "../dialect.ts";

export const litellm: Dialect = {
  name: "litellm",
  sources: {
    provider: ["litellm.provider"],
    request_model: ["litellm.provider.model"],
    response_id: [{ id: "litellm.call_id", keys: [] }],
    stream: ["litellm.request.streaming"],
    conversation_id: ["litellm.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}"],
    session_id: ["litellm.metadata.{session_id,sessionId,session.id}"],
    user_id: ["litellm.end_user.id", "metadata.user_api_key_end_user_id", "litellm.metadata.{user_id,userId,user.id}"],
    tenant_id: [
      "litellm.team.id",
      "metadata.user_api_key_team_id",
      "metadata.user_api_key_org_id",
      "litellm.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: [
      "litellm.metadata.{feature,use_case}",
      "metadata.requester_metadata#/feature|/use_case",
      "litellm.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}",
    ],
    prompt_name: ["litellm.metadata.{prompt_name,promptName,prompt.name}"],
    prompt_version: ["litellm.metadata.{prompt_version,promptVersion,prompt.version}"],
    environment: ["litellm.metadata.{environment,env}"],
    tags: ["metadata.tags"],
    cost_reported: ["litellm.cost.total", "gen_ai.cost.total_cost"],
  },
};
