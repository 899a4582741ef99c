import { AsyncLocalStorage } from "node:async_hooks";
import { createContextKey } from "@opentelemetry/api";
import type { AttributionAttributes } from "./attribution.ts";

const STORE = Symbol.for("spanledger.attribution.store.v1");

/** Context key and storage are shared when a process loads both the ES module and the CommonJS build. */
export const ATTRIBUTION_KEY: symbol = createContextKey("spanledger.attribution.v1");

export const attributionStore: AsyncLocalStorage<AttributionAttributes> = sharedStore();

function sharedStore(): AsyncLocalStorage<AttributionAttributes> {
  const holder = globalThis as { [STORE]?: AsyncLocalStorage<AttributionAttributes> };
  holder[STORE] ??= new AsyncLocalStorage<AttributionAttributes>();
  return holder[STORE];
}
