import type { Dialect } from "../dialect.ts";
import { cachedType } from "../takes.ts";

export const laminar: Dialect = {
  name: "laminar",
  sources: {
    operation: [{ id: "lmnr.span.type", values: "laminar_type" }],
    provider: ["aisdk.model.provider", "lmnr.association.properties.ls_provider"],
    request_model: ["aisdk.model.id", "lmnr.association.properties.ls_model_name"],
    cache_write_5m_tokens: ["gen_ai.usage.cache_creation.input_tokens.ephemeral_5m"],
    cache_write_1h_tokens: ["gen_ai.usage.cache_creation.input_tokens.ephemeral_1h"],
    audio_input_tokens: ["gen_ai.usage.audio_input_tokens"],
    audio_output_tokens: ["gen_ai.usage.audio_output_tokens"],
    service_tier: ["anthropic.response.service_tier", "gen_ai.request.service_tier", "anthropic.request.service_tier"],
    batch: ["gen_ai.request.batch"],
    conversation_id: [
      "lmnr.association.properties.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
    ],
    session_id: [
      "lmnr.association.properties.session_id",
      "lmnr.association.properties.metadata.{session_id,sessionId,session.id}",
    ],
    user_id: ["lmnr.association.properties.user_id", "lmnr.association.properties.metadata.{user_id,userId,user.id}"],
    tenant_id: [
      "lmnr.association.properties.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: ["lmnr.association.properties.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}"],
    prompt_name: ["lmnr.span.prompt_hash", "lmnr.association.properties.metadata.{prompt_name,promptName,prompt.name}"],
    prompt_version: ["lmnr.association.properties.metadata.{prompt_version,promptVersion,prompt.version}"],
    environment: ["lmnr.association.properties.metadata.{environment,env}"],
    tags: ["lmnr.association.properties.tags"],
    input_messages: ["lmnr.span.input"],
    output_messages: ["lmnr.span.output"],
    cache_status: [{ id: "lmnr.span.type", take: cachedType }],
    cost_reported: ["gen_ai.usage.{input_cost,output_cost}"],
  },
};
