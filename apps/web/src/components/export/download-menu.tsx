"use client";
import { Download } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useScope } from "#lib/scope/use-scope.ts";

const FORMATS = [
  { format: "csv", label: "CSV" },
  { format: "parquet", label: "Parquet" },
] as const;

export interface Downloadable {
  /** Of /api/export. */
  readonly name: "costs" | "spend-over-time" | "focus" | "calls";
  readonly label: string;
  readonly hint: string;
  /** Group-by; the address's own when left out. */
  readonly by?: readonly string[];
}

/** Files with every row of what the page shows, streamed by the server. */
export function DownloadMenu({ items }: { readonly items: readonly Downloadable[] }) {
  const { project } = useScope();
  const current = useSearchParams();
  function href({ name, by }: Downloadable, format: string): string {
    const query = new URLSearchParams(current);
    query.set("project", project);
    query.set("format", format);
    if (by) query.set("by", by.join(","));
    return `/api/export/${name}?${query}`;
  }
  return (
    <Popover
      label="Download"
      align="end"
      className="w-80 p-2"
      trigger={
        <Button variant="quiet">
          <Download size={14} aria-hidden />
          Download
        </Button>
      }
    >
      <ul className="space-y-1">
        {items.map((item) => (
          <li key={item.name} className="flex items-center gap-2 rounded-md px-2 py-1.5">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{item.label}</p>
              <p className="text-xs text-ink-3">{item.hint}</p>
            </div>
            {FORMATS.map(({ format, label }) => (
              <a
                key={format}
                href={href(item, format)}
                download
                aria-label={`${item.label} as ${label}`}
                className="rounded border px-1.5 py-0.5 text-xs font-medium hover:bg-hover"
              >
                {label}
              </a>
            ))}
          </li>
        ))}
      </ul>
    </Popover>
  );
}
