"use client";
import { Tip } from "#components/ui/tip.tsx";
import { formatCount, formatInteger } from "#lib/format-count.ts";

export function Count({ value }: { readonly value: number }) {
  const short = formatCount(value);
  const exact = formatInteger(value);
  if (short === exact) return <span className="num">{short}</span>;
  return (
    <Tip content={exact} className="num">
      {short}
    </Tip>
  );
}
