"use client";
import { Money } from "#components/figures/money.tsx";

/** A difference: the plus is said, the minus comes with the figure. */
export function SignedMoney({ usd }: { readonly usd: string }) {
  return (
    <span className="whitespace-nowrap">
      {!usd.startsWith("-") && usd !== "0" && "+"}
      <Money usd={usd} />
    </span>
  );
}
