import type { Call } from "@spanledger/telemetry";

/** The key's tenant is authoritative; what the span claims instead is kept as an attribute. */
export function bindTenant(call: Call, keyTenant: string): Call {
  if (keyTenant === "") return call;
  const { identity } = call;
  const claimed = identity.own.tenant || identity.trace.tenant || identity.resource.tenant || "";
  const bound = { ...call, identity: { ...identity, own: { ...identity.own, tenant: keyTenant } } };
  if (claimed === "" || claimed === keyTenant) return bound;
  return { ...bound, attributes: new Map(call.attributes).set("spanledger.tenant_claimed", claimed) };
}
