"use client";
import { useScopeInfo } from "#lib/scope/use-scope-info.ts";
import { useScope } from "#lib/scope/use-scope.ts";

/** Why the page is in dollars although another currency is set. */
export function MissingRate() {
  const { params } = useScope();
  const info = useScopeInfo();
  if (!info?.currencyMissing || params.currency === "USD") return null;
  return <p className="px-4 pb-2.5 text-xs text-warn sm:px-6">{info.currencyMissing}</p>;
}
