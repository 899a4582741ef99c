import { countMetricPoints, type Encoding } from "@spanledger/telemetry";
import type { Stored } from "./store-batch.ts";

const SENTENCE = "Spanledger stores no metrics: turn the metrics exporter off (OTEL_METRICS_EXPORTER=none).";

/** The answer to /v1/metrics: all data points are rejected, so that the sender does not take them for stored. */
export function countMetrics(body: Uint8Array, encoding: Encoding): Stored {
  try {
    return { rejected: countMetricPoints(body, encoding), message: SENTENCE };
  } catch {
    return { rejected: 0, message: `${SENTENCE} The data points in this body could not be counted.` };
  }
}
