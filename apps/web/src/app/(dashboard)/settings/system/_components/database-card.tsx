import { Card } from "#components/ui/card.tsx";
import { formatBytes } from "#lib/format-bytes.ts";
import { formatInteger } from "#lib/format-count.ts";

export interface DatabaseCardProps {
  readonly version: string;
  readonly mode: "embedded" | "server";
  readonly host: string;
  readonly database: {
    readonly version: string;
    readonly tables: readonly { readonly table: string; readonly rows: number; readonly bytes: number }[];
  };
}

/** What runs here and how much it holds. */
export function DatabaseCard({ version, mode, host, database }: DatabaseCardProps) {
  const bytes = database.tables.reduce((sum, table) => sum + table.bytes, 0);
  const engine = mode === "embedded" ? "inside this process" : "a server over HTTP";
  return (
    <Card
      flush
      title={`Spanledger ${version}`}
      description={`ClickHouse ${database.version}, ${engine}. The dashboard listens on ${host}. ${formatBytes(bytes)} on disk.`}
    >
      <table className="num w-full" aria-label="Size of each table">
        <thead className="border-y bg-sunken text-xs text-ink-2">
          <tr>
            <th scope="col" className="px-4 py-2 text-left font-medium">
              Table
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              Rows
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              On disk
            </th>
          </tr>
        </thead>
        <tbody className="divide-y">
          {database.tables.map((table) => (
            <tr key={table.table}>
              <td className="px-4 py-1.5">{table.table}</td>
              <td className="px-4 py-1.5 text-right">{formatInteger(table.rows)}</td>
              <td className="px-4 py-1.5 text-right">{formatBytes(table.bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
