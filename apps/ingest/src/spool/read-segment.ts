import { open } from "node:fs/promises";
import { parseSegment, type ParsedSegment } from "./parse-segment.ts";
import type { SealedSegment } from "./spool.ts";

/** Reads a segment as far as it was acknowledged and checks every checksum. */
export async function readSegment(
  segment: Pick<SealedSegment, "path" | "id" | "acknowledgedBytes">,
): Promise<ParsedSegment> {
  const handle = await open(segment.path, "r");
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.allocUnsafeSlow(Math.min(size, segment.acknowledgedBytes));
    let position = 0;
    while (position < bytes.length) {
      const { bytesRead } = await handle.read(bytes, position, bytes.length - position, position);
      if (bytesRead === 0) break;
      position += bytesRead;
    }
    return parseSegment(bytes.subarray(0, position), segment.id);
  } finally {
    await handle.close();
  }
}
