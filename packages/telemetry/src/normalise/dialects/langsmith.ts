import { isLangsmithRetriever, isLangsmithRoot, isLangsmithTool } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const langsmith: Dialect = {
  name: "langsmith",
  sources: {
    operation: [{ id: "langsmith.span.kind", values: "langsmith_kind" }],
    provider: ["langsmith.metadata.ls_provider"],
    request_model: ["langsmith.metadata.ls_model_name"],
    input_tokens_raw: [{ id: "langsmith.usage_metadata#/input_tokens", family: "langsmith" }],
    output_tokens_raw: [{ id: "langsmith.usage_metadata#/output_tokens", family: "langsmith" }],
    total_tokens_raw: [{ id: "langsmith.usage_metadata#/total_tokens", family: "langsmith" }],
    cache_read_tokens: [
      "gen_ai.usage.input_token_details#/cache_read",
      "langsmith.usage_metadata#/input_token_details/cache_read",
    ],
    cache_write_tokens: [
      "gen_ai.usage.input_token_details#/cache_creation",
      "langsmith.usage_metadata#/input_token_details/cache_creation",
    ],
    cache_write_5m_tokens: ["gen_ai.usage.input_token_details#/ephemeral_5m_input_tokens"],
    cache_write_1h_tokens: [
      "gen_ai.usage.input_token_details#/ephemeral_1h_input_tokens",
      "gen_ai.usage.input_token_details#/ephemeral_1hr_input_tokens",
    ],
    reasoning_tokens: [
      "gen_ai.usage.output_token_details#/reasoning",
      "langsmith.usage_metadata#/output_token_details/reasoning",
    ],
    stream: ["langsmith.request.streaming"],
    service_tier: ["gen_ai.response.service_tier"],
    ttft_s: [{ id: "event new_token: time - span start@event", event: "new_token", keys: [] }],
    tool_arguments: [{ id: "gen_ai.prompt", when: isLangsmithTool }],
    tool_result: [{ id: "gen_ai.completion", when: isLangsmithTool }],
    workflow_name: [{ id: "langsmith.trace.name", when: isLangsmithRoot }],
    conversation_id: [
      {
        id: "langsmith.metadata.thread_id | .conversation_id | .session_id",
        keys: ["langsmith.metadata.{thread_id,conversation_id,session_id}"],
      },
      "langsmith.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
    ],
    session_id: [
      { id: "langsmith.trace.session_id", keys: [] },
      "langsmith.metadata.{session_id,sessionId,session.id}",
    ],
    user_id: ["langsmith.metadata.user_id", "langsmith.metadata.{user_id,userId,user.id}"],
    tenant_id: [
      { id: "langsmith.metadata.{tenant_id,customer_id,...}", keys: ["langsmith.metadata.{tenant_id,customer_id}"] },
      "langsmith.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: [
      "langsmith.metadata.{feature,use_case}",
      "langsmith.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}",
    ],
    prompt_name: ["langsmith.metadata.lc_hub_repo", "langsmith.metadata.{prompt_name,promptName,prompt.name}"],
    prompt_version: [
      "langsmith.metadata.lc_hub_commit_hash",
      "langsmith.metadata.{prompt_version,promptVersion,prompt.version}",
    ],
    environment: ["langsmith.metadata.{env,environment}", "langsmith.metadata.{environment,env}"],
    tags: ["langsmith.span.tags"],
    retrieval_documents: [{ id: "gen_ai.completion", when: isLangsmithRetriever }],
  },
};
