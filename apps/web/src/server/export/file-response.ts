import type { FileFormat } from "@spanledger/clickhouse";

const TYPES = {
  csv: "text/csv; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
} as const satisfies Record<FileFormat, string>;

/** Streams the bytes as a download. A client that goes away ends the reading. */
export function fileResponse(bytes: AsyncIterable<Uint8Array>, name: string, format: FileFormat): Response {
  const reading = bytes[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await reading.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await reading.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="${name.replaceAll(/[^\w.-]+/g, "-")}.${format}"`,
      "cache-control": "no-store",
    },
  });
}
