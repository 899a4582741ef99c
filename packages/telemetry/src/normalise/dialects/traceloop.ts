import { isTraceloopAgent, isTraceloopTool } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const traceloop: Dialect = {
  name: "traceloop",
  sources: {
    operation: [
      { id: "llm.request.type", values: "tl_request_type" },
      { id: "traceloop.span.kind", values: "tl_kind" },
    ],
    provider: ["llm.vendor"],
    request_model: ["llm.request.model"],
    response_model: ["llm.response.model"],
    response_id: ["llm.response.id"],
    input_tokens_raw: [
      { id: "llm.usage.prompt_tokens", family: "llm" },
      { id: "llm.usage.input_tokens", family: "llm" },
    ],
    output_tokens_raw: [{ id: "llm.usage.completion_tokens", family: "llm" }],
    total_tokens_raw: [
      { id: "gen_ai.usage.total_tokens", family: "gen_ai" },
      { id: "llm.usage.total_tokens", family: "llm" },
    ],
    cache_read_tokens: ["gen_ai.usage.cache_read_input_tokens"],
    cache_write_tokens: ["gen_ai.usage.cache_creation_input_tokens"],
    reasoning_tokens: ["gen_ai.usage.reasoning_tokens", "llm.usage.reasoning_tokens"],
    temperature: ["llm.request.temperature", "llm.temperature"],
    top_p: ["llm.top_p"],
    top_k: ["llm.top_k"],
    max_tokens: ["gen_ai.request.max_completion_tokens", "llm.request.max_tokens"],
    frequency_penalty: ["llm.frequency_penalty"],
    presence_penalty: ["llm.presence_penalty"],
    choice_count: ["gen_ai.request.n"],
    stream: ["gen_ai.is_streaming", "llm.is_streaming"],
    reasoning_level: ["gen_ai.request.reasoning_effort"],
    thinking_budget_tokens: ["gen_ai.request.thinking.budget_tokens", "llm.request.thinking.budget_tokens"],
    tool_definitions: ["llm.request.functions"],
    finish_reasons: [
      "gen_ai.response.finish_reason",
      "llm.response.finish_reason",
      "llm.response.stop_reason",
      "gen_ai.completion.N.finish_reason",
    ],
    tool_name: [{ id: "traceloop.entity.name", when: isTraceloopTool }],
    tool_arguments: [{ id: "traceloop.entity.input", when: isTraceloopTool }],
    tool_result: [{ id: "traceloop.entity.output", when: isTraceloopTool }],
    agent_name: [{ id: "traceloop.entity.name", when: isTraceloopAgent }, "gen_ai.agent.name"],
    workflow_name: ["traceloop.workflow.name"],
    conversation_id: [
      "traceloop.association.properties.{conversation_id,thread_id,chat_id}",
      "traceloop.association.properties.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}",
    ],
    session_id: [
      "traceloop.association.properties.session_id",
      "traceloop.association.properties.{session_id,sessionId,session.id}",
    ],
    user_id: [
      "gen_ai.user",
      "llm.user",
      "traceloop.association.properties.user_id",
      "traceloop.association.properties.{user_id,userId,user.id}",
    ],
    tenant_id: [
      "traceloop.association.properties.{tenant_id,tenantId,customer_id,customerId,organization_id,org_id,account_id,workspace_id}",
      "traceloop.association.properties.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: [
      "traceloop.association.properties.{feature,feature_name,use_case}",
      "traceloop.workflow.name",
      "traceloop.association.properties.{feature,feature_name,featureName,feature.name,use_case,useCase}",
    ],
    prompt_name: [
      "traceloop.prompt.key",
      "traceloop.association.properties.prompt_name",
      "traceloop.association.properties.{prompt_name,promptName,prompt.name}",
    ],
    prompt_version: [
      "traceloop.prompt.version",
      "traceloop.prompt.version_name",
      "traceloop.prompt.version_hash",
      "traceloop.association.properties.{prompt_version,promptVersion,prompt.version}",
    ],
    environment: ["traceloop.association.properties.{environment,env}"],
    input_messages: ["gen_ai.prompt.N.{role,content,tool_calls.M.*}", "llm.prompts.N.*", "traceloop.entity.input"],
    output_messages: ["gen_ai.completion.N.*", "llm.completions.N.*", "traceloop.entity.output"],
    retrieval_query: ["db.vector.query.text"],
    retrieval_documents: [
      {
        id: "event db.query.result: db.query.result.{id,score,distance,document,metadata}@event",
        event: "db.query.result",
        keys: [],
      },
      "event db.query.embeddings@event",
    ],
    cache_status: [{ id: "gen_ai.cache.type", keys: [] }],
  },
};
