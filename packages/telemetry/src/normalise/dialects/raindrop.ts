import type { Dialect } from "../dialect.ts";

export const raindrop: Dialect = {
  name: "raindrop",
  sources: {
    text_output_tokens: ["raindrop.usage.output_tokens.non_reasoning"],
    input_tokens_raw: [{ id: "raindrop.usage.input_tokens.non_cached", family: "vercel-detail" }],
    cache_read_tokens: ["raindrop.usage.input_tokens.cache_read"],
    cache_write_tokens: ["raindrop.usage.input_tokens.cache_write"],
    reasoning_tokens: ["raindrop.usage.output_tokens.reasoning"],
    conversation_id: [
      "ai.telemetry.metadata.raindrop.properties#/conversation_id|/conversationId|/thread_id|/threadId|/chat_id|/chatId",
    ],
    session_id: [
      "ai.telemetry.metadata.raindrop.properties#/session_id|/sessionId|/session.id",
      "ai.telemetry.metadata.raindrop.convoId",
    ],
    user_id: [
      "ai.telemetry.metadata.raindrop.properties#/user_id|/userId|/user.id",
      "ai.telemetry.metadata.raindrop.ai.userId",
    ],
    tenant_id: [
      "ai.telemetry.metadata.raindrop.properties#/tenant|/tenant_id|/tenantId|/tenant.id|/customer_id|/customerId|/customer.id|/organization_id|/organizationId|/org_id|/orgId|/account_id|/accountId|/workspace_id|/workspaceId",
    ],
    feature: [
      "ai.telemetry.metadata.raindrop.properties#/feature|/feature_name|/featureName|/feature.name|/use_case|/useCase",
      "ai.telemetry.metadata.raindrop.eventName",
    ],
    prompt_name: ["ai.telemetry.metadata.raindrop.properties#/prompt_name|/promptName|/prompt.name"],
    prompt_version: ["ai.telemetry.metadata.raindrop.properties#/prompt_version|/promptVersion|/prompt.version"],
    environment: ["ai.telemetry.metadata.raindrop.properties#/environment|/env"],
  },
};
