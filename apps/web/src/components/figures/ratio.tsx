import { formatPercent } from "#lib/format-percent.ts";

export function Ratio({ value }: { readonly value: number | null }) {
  return value === null ? <span className="text-ink-3">–</span> : <span className="num">{formatPercent(value)}</span>;
}
