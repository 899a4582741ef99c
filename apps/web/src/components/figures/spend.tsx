"use client";
import type { Usage } from "#lib/usage/usage.ts";
import { Money } from "./money.tsx";

/** Spend of a set of calls. When none of them has a known cost there is no figure to show. */
export function Spend({ usage }: { readonly usage: Pick<Usage, "costUsd" | "unpricedCalls"> }) {
  return <Money usd={usage.costUsd} unknown={usage.unpricedCalls > 0 ? "no price" : "no usage"} />;
}
