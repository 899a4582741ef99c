import type { PriceOverride } from "@spanledger/clickhouse";

/** "from 2026-08-01 until 2026-09-01": UTC days, the last one not included. */
export function validWords({ valid_from, valid_until }: Pick<PriceOverride, "valid_from" | "valid_until">): string {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  const parts = [
    ...(valid_from === 0 ? [] : [`from ${day(valid_from)}`]),
    ...(valid_until === null ? [] : [`until ${day(valid_until)}`]),
  ];
  return parts.join(" ") || "always";
}
