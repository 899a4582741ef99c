import type { Dialect } from "../dialect.ts";

export const mastra: Dialect = {
  name: "mastra",
  sources: {
    operation: [{ id: "mastra.span.type", values: "mastra_type" }],
    provider: ["mastra.metadata.modelMetadata#/modelProvider"],
    input_tokens_raw: [
      {
        id: "{stream,generateText,streamText,generateObject,streamObject}.usage.inputTokens",
        family: "vercel",
        keys: ["{stream,generateText,streamText,generateObject,streamObject}.usage.inputTokens"],
      },
    ],
    output_tokens_raw: [
      {
        id: "{op}.usage.outputTokens",
        family: "vercel",
        keys: ["{stream,generateText,streamText,generateObject,streamObject}.usage.outputTokens"],
      },
    ],
    cache_read_tokens: ["gen_ai.usage.cached_input_tokens"],
    ttft_s: [{ id: "mastra.completion_start_time", unit: "iso8601" }],
    conversation_id: [
      "mastra.metadata.threadId",
      "mastra.metadata.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
    ],
    session_id: ["mastra.metadata.{session_id,sessionId,session.id}"],
    user_id: ["mastra.metadata.{user_id,userId,user.id}"],
    tenant_id: [
      "mastra.metadata.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: ["mastra.metadata.{feature,feature_name,featureName,feature.name,use_case,useCase}"],
    prompt_name: ["mastra.metadata.{prompt_name,promptName,prompt.name}"],
    prompt_version: ["mastra.metadata.{prompt_version,promptVersion,prompt.version}"],
    environment: ["mastra.metadata.{environment,env}"],
    tags: ["mastra.tags"],
    input_messages: ["mastra.model_step.input", "mastra.model_generation.input", "mastra.agent_run.input"],
    output_messages: ["mastra.model_step.output", "mastra.model_generation.output", "mastra.agent_run.output"],
  },
};
