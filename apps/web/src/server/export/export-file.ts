import {
  exportCalls,
  exportFocus,
  exportUsage,
  type Dimension,
  type FileFormat,
  type ProjectReader,
} from "@spanledger/clickhouse";
import type { ScopedQuestion } from "../read/scoped-question.ts";

/** What can be downloaded: the cost table, the chart behind it, FOCUS lines, and single calls. */
export const EXPORT_NAMES = ["costs", "spend-over-time", "focus", "calls"] as const;
export type ExportName = (typeof EXPORT_NAMES)[number];

export interface ExportRequest {
  readonly name: ExportName;
  readonly format: FileFormat;
  readonly question: Pick<ScopedQuestion, "current" | "filters" | "rates" | "timeZone"> & {
    readonly range: Pick<ScopedQuestion["range"], "grain">;
  };
  readonly groupBy: readonly Dimension[];
  /** ISO 4217, of the question's rates. */
  readonly currency: string;
}

/** The bytes of a download, with the figures of the page of the same scope. */
export function exportFile(reader: ProjectReader, request: ExportRequest): Promise<AsyncIterable<Uint8Array>> {
  const { name, format, question, groupBy, currency } = request;
  const ask = { range: question.current, filters: [...question.filters], rates: question.rates, format, currency };
  switch (name) {
    case "costs":
      return exportUsage(reader, { ...ask, groupBy: [...groupBy] });
    case "spend-over-time":
      return exportUsage(reader, {
        ...ask,
        groupBy: [...groupBy],
        interval: question.range.grain,
        timeZone: question.timeZone,
      });
    case "focus":
      return exportFocus(reader, ask);
    case "calls":
      return exportCalls(reader, ask);
  }
}
