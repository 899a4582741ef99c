import type { SettingChange } from "@spanledger/clickhouse";

/** Field by field: what was, what is. */
export function ChangeParts({ changes }: { readonly changes: SettingChange["changes"] }) {
  if (changes.length === 0) return <span className="text-ink-3">saved without a difference</span>;
  return (
    <ul className="space-y-0.5">
      {changes.map(({ field, before, after }) => (
        <li key={field} className="line-clamp-2 wrap-anywhere" title={`${before} → ${after}`}>
          <span className="text-ink-3">{field}</span> {before === "" ? "" : `${before} → `}
          {after === "" ? "nothing" : after}
        </li>
      ))}
    </ul>
  );
}
