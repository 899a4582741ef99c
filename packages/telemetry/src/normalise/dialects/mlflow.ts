import { isMlflowTool } from "../conditions.ts";
import type { Dialect } from "../dialect.ts";

export const mlflow: Dialect = {
  name: "mlflow",
  sources: {
    operation: [{ id: "mlflow.spanType", values: "mlflow_type" }],
    provider: ["mlflow.llm.provider"],
    request_model: ["mlflow.llm.model"],
    response_model: ["mlflow.llm.model"],
    input_tokens_raw: [{ id: "mlflow.chat.tokenUsage#/input_tokens", family: "mlflow" }],
    output_tokens_raw: [{ id: "mlflow.chat.tokenUsage#/output_tokens", family: "mlflow" }],
    total_tokens_raw: [{ id: "mlflow.chat.tokenUsage#/total_tokens", family: "mlflow" }],
    cache_read_tokens: ["mlflow.chat.tokenUsage#/cache_read_input_tokens"],
    cache_write_tokens: ["mlflow.chat.tokenUsage#/cache_creation_input_tokens"],
    tool_name: [{ id: "(span name)@name", when: isMlflowTool }],
    conversation_id: ["mlflow.traceTag.{conversation_id,conversationId,thread_id,threadId,chat_id,chatId}"],
    session_id: ["mlflow.trace.session", "mlflow.traceTag.{session_id,sessionId,session.id}"],
    user_id: ["mlflow.trace.user", "mlflow.traceTag.{user_id,userId,user.id}"],
    tenant_id: [
      { id: "mlflow.traceTag.{tenant_id,...}", keys: ["mlflow.traceTag.tenant_id"] },
      "mlflow.traceTag.{tenant,tenant_id,tenantId,tenant.id,customer_id,customerId,customer.id,organization_id,organizationId,org_id,orgId,account_id,accountId,workspace_id,workspaceId}",
    ],
    feature: ["mlflow.traceTag.{feature,feature_name,featureName,feature.name,use_case,useCase}"],
    prompt_name: ["mlflow.linkedPrompts#/0/name", "mlflow.traceTag.{prompt_name,promptName,prompt.name}"],
    prompt_version: [
      "mlflow.linkedPrompts#/0/version",
      "mlflow.traceTag.{prompt_version,promptVersion,prompt.version}",
    ],
    environment: ["mlflow.traceTag.{environment,env}"],
    input_messages: ["mlflow.spanInputs"],
    output_messages: ["mlflow.spanOutputs"],
    cost_reported: ["mlflow.llm.cost#/total_cost"],
  },
};
