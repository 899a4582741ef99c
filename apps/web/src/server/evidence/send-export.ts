import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { EvidenceExport } from "@spanledger/clickhouse";
import { exportFolder } from "./export-queue.ts";

/** The archive as a download; undefined when its file is no longer there. */
export async function sendExport({ id, file, system, sha256 }: EvidenceExport): Promise<Response | undefined> {
  const path = join(exportFolder(), file);
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
  if (file === "" || size === undefined) return undefined;
  const name = `evidence-${system.replaceAll(/[^A-Za-z0-9._-]/g, "_")}-${id}.zip`;
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream, {
    headers: {
      "content-type": "application/zip",
      "content-length": String(size),
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      digest: `sha-256=${Buffer.from(sha256, "hex").toString("base64")}`,
    },
  });
}
