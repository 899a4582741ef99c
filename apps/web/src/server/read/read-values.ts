import { dimensionValues, type Dimension, type DimensionValue, type ProjectReader } from "@spanledger/clickhouse";

const DAYS_BACK = 90;

export interface ValuesQuestion {
  readonly dimension: Dimension;
  readonly prefix: string;
  readonly nowMs: number;
  readonly limit: number;
}

/** Real values of a dimension over the last 90 days, whatever range the page shows, so that links stay stable. */
export function readValues(reader: ProjectReader, { nowMs, ...question }: ValuesQuestion): Promise<DimensionValue[]> {
  const hour = 3_600_000;
  const toMs = Math.ceil(nowMs / hour) * hour + hour;
  return dimensionValues(reader, { ...question, range: { fromMs: toMs - DAYS_BACK * 24 * hour, toMs } });
}
