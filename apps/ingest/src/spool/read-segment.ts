import { closeSync, fstatSync, openSync, read } from "node:fs";
import { promisify } from "node:util";
import { parseSegment, type ParsedSegment } from "./parse-segment.ts";
import type { SealedSegment } from "./spool.ts";

const readInto = promisify(read);

/**
 * Reads a segment as far as it was acknowledged and checks every checksum. Only the bytes are waited for: under load each
 * wait is a round of the event loop, and opening a file is nothing beside it.
 */
export async function readSegment(
  segment: Pick<SealedSegment, "path" | "id" | "acknowledgedBytes">,
): Promise<ParsedSegment> {
  const file = openSync(segment.path, "r");
  try {
    const bytes = Buffer.allocUnsafeSlow(Math.min(fstatSync(file).size, segment.acknowledgedBytes));
    let position = 0;
    while (position < bytes.length) {
      const { bytesRead } = await readInto(file, bytes, position, bytes.length - position, position);
      if (bytesRead === 0) break;
      position += bytesRead;
    }
    return parseSegment(bytes.subarray(0, position), segment.id);
  } finally {
    closeSync(file);
  }
}
