import { isNotWrapper, isVercelAgent, isVercelScope } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";
import { firstWord } from "../takes.ts";

export const vercel: Dialect = {
  name: "vercel",
  sources: {
    text_output_tokens: ["ai.usage.outputTokenDetails.textTokens"],
    operation: [
      { id: "ai.operationId", values: "vercel_op" },
      { id: "operation.name", take: firstWord, values: "vercel_op" },
    ],
    provider: ["ai.model.provider"],
    request_model: ["ai.model.id"],
    response_model: ["ai.response.model"],
    response_id: ["ai.response.id"],
    input_tokens_raw: [
      { id: "ai.usage.inputTokenDetails.noCacheTokens", family: "vercel-detail" },
      { id: "ai.usage.inputTokens", family: "vercel" },
      { id: "ai.usage.promptTokens", family: "vercel" },
      { id: "ai.usage.tokens", family: "vercel" },
      { id: "event ai.stream.finish: ai.usage.*@event", family: "vercel", event: "ai.stream.finish", keys: [] },
    ],
    output_tokens_raw: [
      { id: "ai.usage.outputTokens", family: "vercel" },
      { id: "ai.usage.completionTokens", family: "vercel" },
    ],
    total_tokens_raw: [{ id: "ai.usage.totalTokens", family: "vercel" }],
    cache_read_tokens: [
      "ai.usage.inputTokenDetails.cacheReadTokens",
      "ai.usage.cachedInputTokens",
      {
        id: "ai.response.providerMetadata#/anthropic/usage/cache_read_input_tokens|/bedrock/usage/cacheReadInputTokens|/openai/cachedPromptTokens",
        when: isNotWrapper,
      },
      {
        id: "ai.response.providerMetadata#/anthropic/cacheReadInputTokens|/google/usageMetadata/cachedContentTokenCount",
        when: isNotWrapper,
      },
    ],
    cache_write_tokens: [
      "ai.usage.inputTokenDetails.cacheWriteTokens",
      {
        id: "ai.response.providerMetadata#/anthropic/usage/cache_creation_input_tokens|/anthropic/cacheCreationInputTokens|/bedrock/usage/cacheWriteInputTokens",
        when: isNotWrapper,
      },
    ],
    cache_write_5m_tokens: [
      {
        id: "ai.response.providerMetadata#/anthropic/usage/cache_creation/ephemeral_5m_input_tokens",
        when: isNotWrapper,
      },
    ],
    cache_write_1h_tokens: [
      {
        id: "ai.response.providerMetadata#/anthropic/usage/cache_creation/ephemeral_1h_input_tokens",
        when: isNotWrapper,
      },
    ],
    reasoning_tokens: [
      "ai.usage.outputTokenDetails.reasoningTokens",
      "ai.usage.reasoningTokens",
      {
        id: "ai.response.providerMetadata#/openai/reasoningTokens|/google/usageMetadata/thoughtsTokenCount",
        when: isNotWrapper,
      },
    ],
    temperature: ["ai.settings.temperature"],
    top_p: ["ai.settings.topP"],
    top_k: ["ai.settings.topK"],
    max_tokens: ["ai.settings.maxOutputTokens", "ai.settings.maxTokens"],
    seed: ["ai.settings.seed"],
    frequency_penalty: ["ai.settings.frequencyPenalty"],
    presence_penalty: ["ai.settings.presencePenalty"],
    service_tier: ["ai.response.providerMetadata#/openai/serviceTier|/anthropic/usage/service_tier"],
    tool_definitions: ["ai.prompt.tools"],
    finish_reasons: ["ai.response.finishReason", "gen_ai.finishReason", "ai.finishReason"],
    ttft_s: [
      { id: "gen_ai.client.operation.time_to_first_chunk", unit: "s" },
      { id: "ai.response.msToFirstChunk", unit: "ms" },
      { id: "ai.stream.msToFirstChunk", unit: "ms" },
      { id: "event ai.stream.firstChunk: time - span start@event", event: "ai.stream.firstChunk", keys: [] },
    ],
    tool_name: ["ai.toolCall.name"],
    tool_call_id: ["ai.toolCall.id"],
    tool_arguments: ["ai.toolCall.args"],
    tool_result: ["ai.toolCall.result"],
    agent_name: [{ id: "ai.telemetry.functionId", when: isVercelAgent }],
    conversation_id: [
      "ai.telemetry.metadata.{conversationId,threadId,chatId}",
      "ai.telemetry.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
      "ai.settings.context.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
    ],
    session_id: [
      "ai.telemetry.metadata.sessionId",
      "ai.telemetry.metadata.{session_id,sessionId,session.id}",
      "ai.settings.context.{session_id,sessionId,session.id}",
    ],
    user_id: [
      "ai.telemetry.metadata.userId",
      "ai.telemetry.metadata.{user_id,userId,user.id}",
      "ai.settings.context.{user_id,userId,user.id}",
    ],
    tenant_id: [
      "ai.telemetry.metadata.{tenantId,tenant_id,customerId,organizationId,orgId,accountId,workspaceId}",
      "ai.settings.context.{tenantId,tenant_id}",
      "ai.telemetry.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
      "ai.settings.context.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: [
      "ai.telemetry.metadata.{feature,featureName,useCase}",
      "ai.telemetry.functionId",
      { id: "resource.name", when: isVercelScope },
      "ai.telemetry.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}",
      "ai.settings.context.{feature,feature_name,featureName,feature.name,use_case,useCase}",
    ],
    prompt_name: [
      "ai.telemetry.metadata.langfusePrompt#/name",
      "ai.telemetry.metadata.{promptName,prompt_name}",
      "ai.telemetry.metadata.{prompt_name,promptName,prompt.name}",
      "ai.settings.context.{prompt_name,promptName,prompt.name}",
      "ai.settings.context.langfusePrompt#/name",
    ],
    prompt_version: [
      "ai.telemetry.metadata.langfusePrompt#/version",
      "ai.telemetry.metadata.{prompt_version,promptVersion,prompt.version}",
      "ai.settings.context.{prompt_version,promptVersion,prompt.version}",
      "ai.settings.context.langfusePrompt#/version",
    ],
    environment: ["ai.telemetry.metadata.{environment,env}", "ai.settings.context.{environment,env}"],
    tags: ["ai.telemetry.metadata.tags"],
    input_messages: ["ai.prompt.messages", "ai.prompt", "ai.value|ai.values"],
    output_messages: [
      {
        id: "ai.response.text + ai.response.toolCalls + ai.response.reasoning + ai.response.object + ai.response.files",
        keys: ["ai.response.text", "ai.response.toolCalls", "ai.response.object"],
      },
      "ai.result.text|object|toolCalls",
    ],
    retrieval_documents: ["ai.ranking"],
    rerank_input_documents: ["ai.documents"],
  },
};
