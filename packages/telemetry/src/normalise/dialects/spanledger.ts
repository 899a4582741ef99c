import type { Dialect } from "../dialect.ts";

export const spanledger: Dialect = {
  name: "spanledger",
  sources: {
    operation: ["spanledger.operation"],
    provider: ["spanledger.provider"],
    request_model: ["spanledger.request.model"],
    cache_write_5m_tokens: ["spanledger.usage.cache_write_5m.input_tokens"],
    cache_write_1h_tokens: ["spanledger.usage.cache_write_1h.input_tokens"],
    units: [{ id: "spanledger.usage.<unit>", keys: [] }],
    usage_estimated: ["spanledger.usage.estimated"],
    thinking_budget_tokens: ["spanledger.request.thinking.budget_tokens"],
    service_tier: ["spanledger.response.service_tier"],
    batch: ["spanledger.request.batch"],
    session_id: ["spanledger.session.id"],
    user_id: ["spanledger.user.id"],
    tenant_id: ["spanledger.tenant.id"],
    feature: ["spanledger.feature.name"],
    cache_status: ["spanledger.cache.status"],
    cache_type: ["spanledger.cache.type"],
    cache_similarity: ["spanledger.cache.similarity"],
    billing_mode: ["spanledger.billing.mode"],
    cache_entry_tenant: ["spanledger.cache.entry.tenant", "spanledger.cache.tenant.id"],
  },
};
