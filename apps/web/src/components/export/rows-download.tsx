"use client";
import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#lib/class-names.ts";
import { downloadFile } from "#lib/download-file.ts";
import { toCsv } from "#lib/to-csv.ts";
import type { FileCell, FileColumn } from "#lib/to-parquet.ts";

export interface RowsDownloadProps {
  /** What the rows are: the middle of the file's name. */
  readonly name: string;
  readonly columns: readonly FileColumn[];
  readonly rows: () => readonly (readonly FileCell[])[];
  readonly className?: string;
}

/** The rows at hand as a file. The writer of Parquet is fetched when it is asked for. */
export function RowsDownload({ name, columns, rows, className }: RowsDownloadProps) {
  function csv() {
    const text = toCsv(
      columns.map((column) => column.name),
      rows(),
    );
    downloadFile(`spanledger-${name}.csv`, text, "text/csv;charset=utf-8");
  }
  async function parquet() {
    const { toParquet } = await import("#lib/to-parquet.ts");
    downloadFile(`spanledger-${name}.parquet`, toParquet(columns, rows()), "application/vnd.apache.parquet");
  }
  return (
    <span className={cn("inline-flex items-center gap-1", className)}>
      <Button variant="quiet" onClick={csv}>
        <Download size={14} aria-hidden />
        CSV
      </Button>
      <Button variant="quiet" onClick={() => void parquet()}>
        Parquet
      </Button>
    </span>
  );
}
