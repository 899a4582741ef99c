import type { Delivery } from "@spanledger/clickhouse";

/** What became of a message: "Delivered in 120 ms (200)", "Not delivered, will be tried again: ...". */
export function deliveryWords(
  delivery: Pick<Delivery, "state" | "statusCode" | "error" | "tookMs" | "attempt">,
): string {
  const { state, statusCode, error, tookMs, attempt } = delivery;
  const answer = statusCode === 0 ? "" : ` (${statusCode})`;
  const why = error === "" ? "" : `: ${error}`;
  switch (state) {
    case "delivered":
      return `Delivered in ${tookMs} ms${answer}`;
    case "failed":
      return `Given up${answer}${why}`;
    case "pending":
      return attempt === 0 ? "Waiting to be sent" : `Not delivered, will be tried again${answer}${why}`;
  }
}
