import { isLangfuseAgent, isLangfuseRetriever, isLangfuseTool } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const langfuse: Dialect = {
  name: "langfuse",
  sources: {
    operation: [{ id: "langfuse.observation.type", values: "langfuse_type" }],
    provider: ["langfuse.observation.metadata.ls_provider"],
    request_model: [
      { id: "langfuse.observation.model.name", lastResort: true },
      "langfuse.observation.metadata.ls_model_name",
    ],
    response_model: ["langfuse.observation.model.name"],
    input_tokens_raw: [
      {
        id: "langfuse.observation.usage_details#/input|/input_tokens|/prompt_tokens|/promptTokens",
        family: "langfuse",
      },
    ],
    output_tokens_raw: [
      {
        id: "langfuse.observation.usage_details#/output|/output_tokens|/completion_tokens|/completionTokens",
        family: "langfuse",
      },
    ],
    total_tokens_raw: [{ id: "langfuse.observation.usage_details#/total|/total_tokens", family: "langfuse" }],
    cache_read_tokens: [
      "langfuse.observation.usage_details#/input_cache_read|/cache_read_input_tokens|/input_cached_tokens|/prompt_tokens_details/cached_tokens|/input_tokens_details/cached_tokens",
    ],
    cache_write_tokens: [
      "langfuse.observation.usage_details#/input_cache_creation|/cache_creation_input_tokens|/input_cache_write",
    ],
    cache_write_5m_tokens: [
      "langfuse.observation.usage_details#/input_cache_creation_5m|/cache_creation/ephemeral_5m_input_tokens",
    ],
    cache_write_1h_tokens: [
      "langfuse.observation.usage_details#/input_cache_creation_1h|/cache_creation/ephemeral_1h_input_tokens",
    ],
    reasoning_tokens: [
      "langfuse.observation.usage_details#/output_reasoning_tokens|/reasoning_tokens|/completion_tokens_details/reasoning_tokens|/output_tokens_details/reasoning_tokens",
    ],
    audio_input_tokens: ["langfuse.observation.usage_details#/input_audio_tokens"],
    audio_output_tokens: ["langfuse.observation.usage_details#/output_audio_tokens"],
    temperature: ["langfuse.observation.model.parameters#/temperature"],
    top_p: ["langfuse.observation.model.parameters#/top_p"],
    top_k: ["langfuse.observation.model.parameters#/top_k"],
    max_tokens: ["langfuse.observation.model.parameters#/max_tokens"],
    error_message: ["langfuse.observation.status_message"],
    ttft_s: [{ id: "langfuse.observation.completion_start_time", unit: "iso8601" }],
    tool_arguments: [{ id: "langfuse.observation.input", when: isLangfuseTool }],
    tool_result: [{ id: "langfuse.observation.output", when: isLangfuseTool }],
    agent_name: [{ id: "(span name)@name", when: isLangfuseAgent }],
    workflow_name: ["langfuse.trace.name"],
    conversation_id: [
      "langfuse.trace.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
      "langfuse.observation.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
      "langfuse.trace.metadata#/conversation_id|/conversationId|/thread_id|/threadId|/chat_id|/chatId",
      "langfuse.observation.metadata#/conversation_id|/conversationId|/thread_id|/threadId|/chat_id|/chatId",
    ],
    session_id: [
      "langfuse.session.id",
      "langfuse_session_id",
      "langfuse.trace.metadata.{session_id,sessionId,session.id}",
      "langfuse.observation.metadata.{session_id,sessionId,session.id}",
      "langfuse.trace.metadata#/session_id|/sessionId|/session.id",
      "langfuse.observation.metadata#/session_id|/sessionId|/session.id",
    ],
    user_id: [
      "langfuse.user.id",
      "langfuse_user_id",
      "langfuse.trace.metadata.{user_id,userId,user.id}",
      "langfuse.observation.metadata.{user_id,userId,user.id}",
      "langfuse.trace.metadata#/user_id|/userId|/user.id",
      "langfuse.observation.metadata#/user_id|/userId|/user.id",
    ],
    tenant_id: [
      {
        id: "langfuse.trace.metadata.{tenant_id,tenantId,customer_id,...}",
        keys: ["langfuse.trace.metadata.{tenant_id,tenantId,customer_id}"],
      },
      {
        id: "langfuse.observation.metadata.{...}",
        keys: ["langfuse.observation.metadata.{tenant_id,tenantId,customer_id}"],
      },
      "langfuse_metadata_tenant_id",
      "langfuse.trace.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
      "langfuse.observation.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
      "langfuse.trace.metadata#/tenant|/tenant_id|/tenantId|/tenant.id|/customer_id|/customerId|/customer.id|/organization_id|/organizationId|/org_id|/orgId|/account_id|/accountId|/workspace_id|/workspaceId",
      "langfuse.observation.metadata#/tenant|/tenant_id|/tenantId|/tenant.id|/customer_id|/customerId|/customer.id|/organization_id|/organizationId|/org_id|/orgId|/account_id|/accountId|/workspace_id|/workspaceId",
    ],
    feature: [
      "langfuse.trace.metadata.{feature,use_case}",
      "langfuse.observation.metadata.{feature,use_case}",
      "langfuse.trace.name",
      "langfuse.trace.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}",
      "langfuse.observation.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}",
      "langfuse.trace.metadata#/feature|/feature_name|/featureName|/feature.name|/use_case|/useCase",
      "langfuse.observation.metadata#/feature|/feature_name|/featureName|/feature.name|/use_case|/useCase",
    ],
    prompt_name: [
      "langfuse.observation.prompt.name",
      "langfuse.prompt.name",
      "langfuse_prompt_name",
      "langfuse.trace.metadata.{prompt_name,promptName,prompt.name}",
      "langfuse.observation.metadata.{prompt_name,promptName,prompt.name}",
      "langfuse.trace.metadata#/prompt_name|/promptName|/prompt.name",
      "langfuse.observation.metadata#/prompt_name|/promptName|/prompt.name",
    ],
    prompt_version: [
      "langfuse.observation.prompt.version",
      "langfuse.prompt.version",
      "langfuse.trace.metadata.{prompt_version,promptVersion,prompt.version}",
      "langfuse.observation.metadata.{prompt_version,promptVersion,prompt.version}",
      "langfuse.trace.metadata#/prompt_version|/promptVersion|/prompt.version",
      "langfuse.observation.metadata#/prompt_version|/promptVersion|/prompt.version",
    ],
    environment: [
      "langfuse.environment",
      "langfuse_environment",
      "langfuse.trace.metadata.{environment,env}",
      "langfuse.observation.metadata.{environment,env}",
      "langfuse.trace.metadata#/environment|/env",
      "langfuse.observation.metadata#/environment|/env",
    ],
    release: ["langfuse.release", "langfuse.version"],
    tags: ["langfuse.trace.tags", "langfuse.tags"],
    input_messages: ["langfuse.observation.input"],
    output_messages: ["langfuse.observation.output"],
    retrieval_documents: [{ id: "langfuse.observation.output", when: isLangfuseRetriever }],
    cost_reported: ["langfuse.observation.cost_details"],
  },
};
