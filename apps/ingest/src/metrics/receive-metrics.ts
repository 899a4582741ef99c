import type { ReceiveMetrics } from "../receive/receiver.ts";
import type { Metrics } from "./create-metrics.ts";

/** What the receiver counts, as Prometheus counters. */
export function receiveMetrics(metrics: Metrics): ReceiveMetrics {
  return {
    received(signal, encoding, records) {
      metrics.receivedRequests.inc({ signal, encoding });
      if (signal === "traces") metrics.receivedSpans.inc(records);
    },
    rejected: (reason, count) => metrics.rejectedSpans.inc({ reason }, count),
    acknowledged(signal, records) {
      if (signal === "traces") metrics.acknowledgedSpans.inc(records);
    },
    refused: (reason) => metrics.rejectedRequests.inc({ reason }),
  };
}
