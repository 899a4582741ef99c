import { isGenkitFlow, isGenkitModel } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";
import { afterSlash, beforeSlash, promptName, promptVersion } from "../takes.ts";

export const genkit: Dialect = {
  name: "genkit",
  sources: {
    operation: [{ id: "genkit:metadata:subtype", values: "genkit_subtype" }],
    provider: [{ id: "genkit:name", take: beforeSlash }],
    request_model: [{ id: "genkit:name", take: afterSlash }],
    response_model: [{ id: "genkit:output#/raw/model|/custom/model", when: isGenkitModel }],
    response_id: [{ id: "genkit:output#/raw/id|/custom/id", when: isGenkitModel }],
    input_tokens_raw: [{ id: "genkit:output#/usage/inputTokens", when: isGenkitModel, family: "genkit" }],
    output_tokens_raw: [{ id: "genkit:output#/usage/outputTokens", when: isGenkitModel, family: "genkit" }],
    total_tokens_raw: [{ id: "genkit:output#/usage/totalTokens", family: "genkit", when: isGenkitModel }],
    cache_read_tokens: [
      { id: "genkit:output#/usage/cachedContentTokens", when: isGenkitModel },
      {
        id: "genkit:output#/raw/usage/prompt_tokens_details/cached_tokens|/custom/usage/prompt_tokens_details/cached_tokens|/raw/usage/input_tokens_details/cached_tokens|/custom/usage/cache_read_input_tokens",
        when: isGenkitModel,
      },
    ],
    cache_write_tokens: [{ id: "genkit:output#/custom/usage/cache_creation_input_tokens", when: isGenkitModel }],
    reasoning_tokens: [
      { id: "genkit:output#/usage/thoughtsTokens", when: isGenkitModel },
      {
        id: "genkit:output#/raw/usage/completion_tokens_details/reasoning_tokens|/custom/usage/completion_tokens_details/reasoning_tokens|/raw/usage/output_tokens_details/reasoning_tokens",
        when: isGenkitModel,
      },
    ],
    service_tier: [{ id: "genkit:output#/raw/service_tier", when: isGenkitModel }],
    finish_reasons: [{ id: "genkit:output#/finishReason", when: isGenkitModel }],
    workflow_name: [{ id: "genkit:name", when: isGenkitFlow }],
    conversation_id: ["genkit:metadata:context#/conversation_id|/conversationId|/thread_id|/threadId|/chat_id|/chatId"],
    session_id: ["genkit:metadata:context#/session_id|/sessionId|/session.id"],
    user_id: ["genkit:metadata:context#/user_id|/userId|/user.id"],
    tenant_id: [
      "genkit:metadata:context#/tenant|/tenant_id|/tenantId|/tenant.id|/customer_id|/customerId|/customer.id|/organization_id|/organizationId|/org_id|/orgId|/account_id|/accountId|/workspace_id|/workspaceId",
    ],
    feature: ["genkit:metadata:context#/feature|/feature_name|/featureName|/feature.name|/use_case|/useCase"],
    prompt_name: [
      "genkit:metadata:context#/prompt_name|/promptName|/prompt.name",
      { id: "genkit:metadata:promptName", take: promptName },
    ],
    prompt_version: [
      "genkit:metadata:context#/prompt_version|/promptVersion|/prompt.version",
      { id: "genkit:metadata:promptName", take: promptVersion },
    ],
    environment: ["genkit:metadata:context#/environment|/env"],
    input_messages: ["genkit:input"],
    output_messages: ["genkit:output"],
  },
};
